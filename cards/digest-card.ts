import { dayText, monthText } from '../src/base/day.js'
import type { DigestForm, DigestView } from '../src/flows/report/digest-view.js'
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
} from './kit.js'
import { countsText, cut, itemLines, leftText, momentText, restLines } from './report-lines.js'
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
    ...notDone(view, characters),
    ...(signed ? [panel(name, [markdown(literal(signed.summary))], true)] : []),
    ...memberReports(view, characters),
    ...(view.stage.stage === 'form' ? [signForm(view, view.stage, frame)] : []),
    quiet(`处室月报次月5日前报送，遇节假日顺延。${sentence('report-rule')}`),
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
      return { ...base, tone: view.late ? 'orange' : 'green', tag: view.late ? '迟报' : '已签报' }
  }
}

function askedText(view: DigestView): string {
  const due = `**${dayText(view.due, view.provisional?.due)}**`
  const until = `${dayText(view.answerDay, view.provisional?.answerDay)}${view.answerTime}`
  const heads = view.heads ? literal(view.heads) : '（暂无负责人，请考核办明确）'
  switch (view.stage.stage) {
    case 'collecting':
      return `${until}前由本处室人员提交，之后由${heads}签报。`
    case 'form':
      return view.late
        ? `应在${due}前签报，现已超过，请尽快签报。只需看一处文字。`
        : `请看过后在${due}前签报${leftText(view.workingDaysLeft)}。只需看一处文字。`
    case 'reading':
      return `等${heads}签报，期限${due}。`
    case 'signed':
      return `**${literal(view.stage.by)}** ${momentText(view.stage.at)}签报${view.late ? `，期限为${dayText(view.due, view.provisional?.due)}` : ''}。`
  }
}

function progressLines(view: DigestView): string[] {
  const missing = view.members.filter((member) => member.report === null)
  const late = view.members.filter((member) => member.report?.late)
  const names = (members: DigestView['members']) =>
    literal(members.map((member) => member.name).join('、'))
  const lines = [`已交 **${view.members.length - missing.length}** / ${view.members.length} 人`]
  if (missing.length > 0) lines.push(`<font color='orange'>未交</font>　${names(missing)}`)
  if (late.length > 0) lines.push(`<font color='orange'>迟交</font>　${names(late)}`)
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
  const missing = view.members.filter((member) => member.report === null)
  const unheard =
    missing.length > 0 ? `还有${missing.length}人未交，签报后记为未交。` : '本处室月报已交齐。'
  return form('digest', [
    ...(stage.since.length > 0
      ? [markdown(`您存草稿后又交的：${literal(stage.since.join('、'))}，下文还没有写进去。`)]
      : []),
    input({
      name: 'summary',
      label: stage.saved ? '处室月报（您的草稿）' : '处室月报（由各人月报汇成，可修改）',
      value: stage.summary,
      limit: 'digest.summary',
      rows: 8,
    }),
    buttons(
      button(
        frame,
        '签报',
        { verb: 'digest.sign', args },
        {
          primary: true,
          submit: true,
          confirm: {
            title: '确认签报？',
            text: `${unheard}签报后处室和个人的本月月报都不能再修改。`,
          },
        },
      ),
      button(frame, '存草稿', { verb: 'digest.save', args }, { submit: true }),
    ),
  ])
}
