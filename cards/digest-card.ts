import { dayText, monthText } from '../src/base/day.js'
import { shorten } from '../src/base/text.js'
import type {
  Annex,
  DigestForm,
  DigestSigned,
  DigestView,
  SentBack,
} from '../src/flows/report/digest-view.js'
import {
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  type Heading,
  input,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
} from './kit.js'
import {
  countsText,
  cut,
  itemLines,
  leftText,
  momentText,
  plainDay,
  restLines,
} from './report-lines.js'
import { sentence } from './sayings.js'

/** Bytes that a card should stay below; the platform takes 30 KB. */
const bytesMax = 24_000

/** Characters shown of each text of the members, tried in this order until the card is small enough; 0: none. */
const details = [500, 200, 100, 60, 30, 15, 0]

/** Plans not done that stand on the card itself; more are in the members' reports. */
const notDoneMax = 10

/** A unit's month for its head, who signs, and for those who read. */
export function renderDigest(view: DigestView, frame: Frame): Element {
  let rendered = renderWith(view, frame, 0)
  for (const characters of details) {
    rendered = renderWith(view, frame, characters)
    if (Buffer.byteLength(JSON.stringify(rendered)) <= bytesMax) break
  }
  return rendered
}

function renderWith(view: DigestView, frame: Frame, characters: number): Element {
  const signed = view.stage.stage === 'signed' ? view.stage : null
  const name = signed ? '处室月报（签报稿）' : '处室月报'
  return card(heading(view), [
    markdown(askedText(view)),
    markdown(progressLines(view).join('\n')),
    // What was signed says it.
    ...(signed ? [] : notDone(view, characters)),
    ...(signed ? [panel(name, [markdown(literal(signed.summary || '内容已清除。'))], true)] : []),
    ...(signed ? annexButtons(signed.files, frame) : []),
    ...memberReports(view, characters),
    ...(signed?.mayDecide ? [reviewForm(view, signed, frame)] : []),
    ...(signed?.mayWithdraw ? [withdrawButton(view, frame)] : []),
    ...(view.stage.stage === 'form' ? [signForm(view, view.stage, frame)] : []),
    quiet(footOf(view)),
  ])
}

function heading(view: DigestView): Heading {
  const base = { title: '处室月报', subtitle: `${monthText(view.month)} · ${view.unitName}` }
  switch (view.stage.stage) {
    case 'collecting':
      return { ...base, tone: 'blue', tag: '收集中' }
    case 'form':
      return { ...base, tone: view.late ? 'orange' : 'blue', tag: view.late ? '已逾期' : '待签报' }
    case 'reading':
      return {
        ...base,
        tone: view.late ? 'orange' : 'blue',
        tag: view.late ? '逾期未签' : '待负责人签报',
      }
    case 'signed':
      return { ...base, ...signedState(view, view.stage) }
  }
}

function signedState(view: DigestView, stage: DigestSigned): Pick<Heading, 'tone' | 'tag'> {
  if (stage.filedAt !== null) {
    return view.late ? { tone: 'orange', tag: '迟报' } : { tone: 'green', tag: '已签报' }
  }
  const tag = stage.mayDecide ? '待您审签' : '审签中'
  return view.late ? { tone: 'orange', tag: '逾期未报' } : { tone: 'blue', tag }
}

function askedText(view: DigestView): string {
  const due = `**${dayText(view.due, view.provisional?.due)}**`
  const until = `${dayText(view.answerDay, view.provisional?.answerDay)}${view.answerTime}`
  const heads = view.heads ? literal(view.heads) : '（暂无负责人，请考核办明确）'
  switch (view.stage.stage) {
    case 'collecting':
      return `${until}前由本处室人员提交，之后由${heads}签报。`
    case 'form':
      return [
        ...sentBackLines(view.stage.sentBack),
        view.late
          ? `应在${due}前报到，现已超过，请尽快签报。只需看一处文字。`
          : `请看过后签报，${due}前要报到${leftText(view.workingDaysLeft)}。只需看一处文字。`,
        ...(view.stage.next ? [`您签报后送${literal(view.stage.next)}审签。`] : []),
      ].join('\n')
    case 'reading':
      return [...sentBackLines(view.stage.sentBack), `等${heads}签报，期限${due}。`].join('\n')
    case 'signed':
      return signedLines(view, view.stage).join('\n')
  }
}

function sentBackLines(back: SentBack | null): string[] {
  if (!back) return []
  const at = momentText(back.at)
  if (back.withdrawn) return [`${literal(back.by)} ${at}撤回。`]
  const remark = back.remark ? `：${literal(back.remark)}` : '。'
  return [`<font color='orange'>**${literal(back.by)}** ${at}退回</font>${remark}`]
}

/** The way of a signed report: who signed, who has it, when it arrived, who has read it. */
function signedLines(view: DigestView, stage: DigestSigned): string[] {
  const due = dayText(view.due, view.provisional?.due)
  const lines = [
    ...(stage.mayDecide ? [`请审阅后在**${due}**前签字${leftText(view.workingDaysLeft)}。`] : []),
    `**${literal(stage.by)}** ${momentText(stage.at)}签报。`,
    ...stage.passed.map(({ role, by, at, actingFor, remark }) => {
      const acting = actingFor ? `（代${literal(actingFor)}）` : ''
      const said = remark ? `：${literal(remark)}` : '。'
      return `${literal(role)} **${literal(by)}**${acting} ${momentText(at)}审签${said}`
    }),
  ]
  if (stage.waits && !stage.mayDecide) {
    const who = stage.waits.who ? ` ${literal(stage.waits.who)}` : '（目前无人，请考核办明确）'
    lines.push(`等${literal(stage.waits.role)}${who}审签，期限${due}。`)
  }
  if (view.late) lines.push(`<font color='orange'>期限为${due}，已经超过。</font>`)
  if (stage.round) {
    const { read, of } = stage.round
    const names = read.length > 0 ? `：${literal(read.join('、'))}` : ''
    lines.push(`已送局领导传阅，已阅 ${read.length} / ${of}${names}`)
  }
  return lines
}

function footOf(view: DigestView): string {
  const due = `${dayText(view.due, view.provisional?.due)}前报送。`
  return `${due}${view.clause || sentence('report-rule')}`
}

function annexButtons(files: readonly Annex[], frame: Frame): Element[] {
  if (files.length === 0) return []
  return [
    buttons(
      ...files.map(({ id, name }) =>
        button(frame, `附件：${shorten(name, 16)}`, { verb: 'digest.file', args: [id] }),
      ),
    ),
  ]
}

function reviewForm(view: DigestView, stage: DigestSigned, frame: Frame): Element {
  const args = [view.month, view.unit, stage.report]
  return form('review', [
    input({ name: 'remark', label: '意见（退回必填）', limit: 'digest.remark', rows: 2 }),
    buttons(
      button(frame, '同意', { verb: 'digest.pass', args }, { primary: true, submit: true }),
      button(frame, '退回', { verb: 'digest.return', args }, { submit: true }),
    ),
  ])
}

function withdrawButton(view: DigestView, frame: Frame): Element {
  return button(
    frame,
    '撤回修改',
    { verb: 'digest.withdraw', args: [view.month, view.unit] },
    {
      confirm: {
        title: '撤回这份月报？',
        text: '撤回后可以修改，本处室人员也可以补交，改好要重新签报。',
      },
    },
  )
}

function progressLines(view: DigestView): string[] {
  const away = view.members.filter((member) => member.onLeave)
  const missing = view.members.filter((member) => member.report === null && !member.onLeave)
  const late = view.members.filter((member) => member.report?.late)
  const came = view.members.filter((member) => member.since !== undefined)
  const owed = view.members.length - away.length
  const names = (members: DigestView['members']) =>
    literal(members.map((member) => member.name).join('、'))
  const lines = [`已交 **${owed - missing.length}** / ${owed} 人`]
  if (missing.length > 0) lines.push(`<font color='orange'>未交</font>　${names(missing)}`)
  if (late.length > 0) lines.push(`<font color='orange'>迟交</font>　${names(late)}`)
  if (away.length > 0) lines.push(`${quietly('整月请假')}　${names(away)}`)
  if (came.length > 0) {
    const each = came.map(({ name, since }) => `${name} ${since ? plainDay(since) : ''}`)
    lines.push(`${quietly('当月到本处室')}　${literal(each.join('、'))}`)
  }
  return lines
}

function notDone(view: DigestView, characters: number): Element[] {
  const lines = view.members.flatMap(({ name, report }) =>
    (report?.text?.items ?? [])
      .filter((item) => item.status === 'not-done')
      .map((item) => {
        const clip = Math.max(characters, 15)
        return `${literal(name)}　${cut(item.text, clip)}<font color='grey'>（${cut(item.note, clip)}）</font>`
      }),
  )
  if (lines.length === 0) return []
  const shown = lines.slice(0, notDoneMax)
  if (lines.length > shown.length) shown.push(`另有${lines.length - shown.length}项，见逐人月报`)
  return [markdown([`**计划未完成 ${lines.length} 项**`, ...shown].join('\n'))]
}

function memberReports(view: DigestView, characters: number): Element[] {
  const reported = view.members.filter((member) => member.report !== null)
  if (reported.length === 0) return []
  const paragraphs = reported.flatMap(({ name, report }) => {
    if (!report) return []
    const title = `**${literal(name)}**　${countsText(report.counts)}　${momentText(report.at)}${report.late ? '　迟交' : ''}`
    if (!report.text) return [markdown(`${title}\n内容已按保存期限清除。`)]
    if (characters === 0) return [markdown(title)]
    const lines = [
      ...itemLines(report.text.items, characters),
      ...restLines(report.text, characters),
    ]
    return [markdown([title, ...lines].join('\n'))]
  })
  return [panel(`逐人月报（${reported.length}份）`, paragraphs)]
}

function signForm(view: DigestView, stage: DigestForm, frame: Frame): Element {
  const args = [view.month, view.unit]
  const missing = view.members.filter((member) => member.report === null && !member.onLeave)
  const unheard =
    missing.length > 0 ? `还有${missing.length}人未交，签报后记为未交。` : '本处室月报已交齐。'
  return form('digest', [
    ...(stage.since.length > 0
      ? [markdown(`您存草稿后又交的：${literal(stage.since.join('、'))}，下文还没有写进去。`)]
      : []),
    input({
      name: 'summary',
      label: stage.saved
        ? '处室月报（您的草稿）'
        : stage.sentBack
          ? '处室月报（上次签报的，请修改）'
          : '处室月报（由各人月报汇成，可修改）',
      value: stage.summary,
      limit: 'digest.summary',
      rows: 8,
    }),
    buttons(
      button(
        frame,
        '签报',
        { verb: 'digest.sign', args: [...args, `${stage.shown}`] },
        {
          primary: true,
          submit: true,
          confirm: {
            title: '确认签报？',
            text: `${unheard}签报后处室和个人的本月月报都不能再修改${stage.next ? `，由${stage.next}审签` : ''}。`,
          },
        },
      ),
      button(frame, '存草稿', { verb: 'digest.save', args }, { submit: true }),
      button(frame, '加附件', { verb: 'digest.annex', args }, { submit: true }),
    ),
    ...(stage.files.length > 0
      ? [
          markdown(
            `附件 ${stage.files.length} 件：${literal(stage.files.map(({ name }) => name).join('、'))}`,
          ),
          buttons(
            ...stage.files.map(({ id, name }) =>
              button(
                frame,
                `移除 ${shorten(name, 12)}`,
                { verb: 'digest.drop', args: [...args, id] },
                { submit: true },
              ),
            ),
          ),
        ]
      : []),
  ])
}
