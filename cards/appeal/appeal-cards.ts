import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import type { AppealDetails, AppealFact } from '../../src/flows/appeal/details.js'
import type { AppealAnswerView, OwnAppealView } from '../../src/flows/appeal/views.js'
import {
  button,
  buttons,
  card,
  type Element,
  fieldLabel,
  form,
  type Frame,
  type Heading,
  input,
  labelled,
  literal,
  markdown,
  multiSelect,
  panel,
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'
import { rankText } from '../publication/rank-text.js'
import { leftText } from '../report-lines.js'
import { scoreText, signedText } from '../scores.js'
import { nameOf, stageWords, wholeText } from './words.js'

function heading(appeal: AppealDetails, title: string): Heading {
  const late = appeal.stage === 'waiting' && appeal.due.workingDaysLeft < 0
  return {
    title,
    subtitle: `${appeal.scheme} · ${appeal.year}年度`,
    tone: late ? 'orange' : stageWords[appeal.stage].tone,
    tag: late ? '已过答复期限' : stageWords[appeal.stage].tag,
  }
}

/** What it is about and what was written. */
function details(appeal: AppealDetails): Element[] {
  const { line, total, ranks, before } = appeal
  const points = line
    ? line.pointsMax === null
      ? signedText(line.points)
      : `${scoreText(line.points)}${quietly(` / ${scoreText(line.pointsMax)}`)}`
    : ''
  return [
    labelled(
      ['申请', `${literal(appeal.by)}　${dayText(appeal.on)}`],
      [
        '结果',
        `${literal(appeal.name)}　第${appeal.version}版${total === null ? '' : `　总分 ${scoreText(total)}`}`,
      ],
      ['名次', ranks.map(rankText).join('；')],
      [
        '对象',
        line ? `${literal(line.name)}　**${points}**　${quietly(literal(line.clause))}` : wholeText,
      ],
    ),
    ...(appeal.facts.length > 0 ? [factsPanel(appeal.facts)] : []),
    markdown(`**理由**\n${literal(appeal.reason || '（已到期删去）')}`),
    ...(before
      ? [
          markdown(
            `**复核的答复**（${literal(before.by)}，${dayText(before.on)}，${stageWords[before.stage].tag}）\n${literal(before.reason || '（已到期删去）')}`,
          ),
        ]
      : []),
  ]
}

/** Longest list of facts on the card; the statement has all. */
const factsMost = 12

function factsPanel(facts: readonly AppealFact[]): Element {
  const lines = facts.slice(0, factsMost).map((fact) => {
    const head = `- ${dayText(fact.day)} **${literal(fact.name)}** ${fact.counted ? signedText(fact.points) : '未计'}`
    const rest = [fact.clause, fact.note, fact.recordedBy && `经手 ${fact.recordedBy}`]
    return `${head}\n  ${quietly(literal(rest.filter((each) => each !== '').join('　')))}`
  })
  const more = facts.length - lines.length
  if (more > 0) lines.push(`- 另有 ${more} 件`)
  return panel(`这一项的事项（${facts.length} 件）`, [markdown(lines.join('\n'))])
}

function files({ files: all }: AppealDetails, frame: Frame): Element[] {
  if (all.length === 0) return []
  return [
    buttons(
      ...all.map(({ id, name }) =>
        button(frame, `查看 ${shorten(name, 12)}`, { verb: 'appeal.file', args: [id] }),
      ),
    ),
  ]
}

function answered({ answer, stage, corrected }: AppealDetails): Element[] {
  if (!answer) return []
  const reversed = answer.reversed > 0 ? `，冲销事项 ${answer.reversed} 件` : ''
  const after =
    stage === 'rejected'
      ? []
      : [
          quiet(
            corrected === null
              ? '更正要公布新的一版才生效，公布后会另发结果。'
              : `已在第 ${corrected} 版更正。`,
          ),
        ]
  return [
    rule(),
    markdown(
      `**${stageWords[stage].tag}**${reversed}　${quietly(`${literal(answer.by)} ${dayText(answer.on)}`)}\n${literal(answer.reason || '（已到期删去）')}`,
    ),
    ...after,
  ]
}

/** One's own appeal: where it stands, and what may still be done. */
export function renderOwnAppeal(view: OwnAppealView, frame: Frame): Element {
  const { appeal, further, result } = view
  const name = nameOf(appeal.further)
  const { due } = appeal
  return card(heading(appeal, `我的${name}`), [
    ...(appeal.stage === 'waiting'
      ? [
          markdown(
            `由${literal(appeal.who)}在**${dayText(due.day, due.provisional)}**前答复${due.ruled ? '' : '（办法没有写期限）'}。`,
          ),
        ]
      : []),
    ...details(appeal),
    ...files(appeal, frame),
    ...answered(appeal),
    ...(result
      ? [
          buttons(
            button(frame, '看更正后的结果', { verb: 'open', args: [result.kind, result.key] }),
          ),
        ]
      : []),
    ...(further ? furtherForm(view, further, frame) : []),
    ...(view.mayWithdraw
      ? [
          buttons(
            button(
              frame,
              '撤回',
              { verb: 'appeal.withdraw', args: [appeal.id, appeal.assessee] },
              { confirm: { title: `撤回这件${name}？`, text: '撤回后在期限内可以重新申请。' } },
            ),
          ),
        ]
      : []),
    quiet(`理由、凭据和答复只有您和${literal(appeal.who)}看得到，到期删去。`),
  ])
}

function furtherForm(
  { appeal }: OwnAppealView,
  further: NonNullable<OwnAppealView['further']>,
  frame: Frame,
): Element[] {
  const last = dayText(further.until, further.provisional)
  return [
    markdown(`对答复不服，可以在**${last}**前向${literal(further.who)}申诉。`),
    form('further', [
      input({ name: 'reason', label: '申诉理由', limit: 'appeal.reason', rows: 3, required: true }),
      button(
        frame,
        '申诉',
        { verb: 'appeal.further', args: [appeal.id, appeal.assessee] },
        { submit: true },
      ),
    ]),
  ]
}

/** An appeal before who answers. */
export function renderAppealAnswer(view: AppealAnswerView, frame: Frame): Element {
  const { appeal, mayAnswer, publish } = view
  const { due } = appeal
  const left = due.workingDaysLeft < 0 ? '，已过期' : leftText(due.workingDaysLeft)
  const source = due.ruled ? '' : quietly(`（办法没有写，按 ${due.days} 个工作日）`)
  return card(heading(appeal, `答复${nameOf(appeal.further)}`), [
    ...(mayAnswer
      ? [markdown(`请在**${dayText(due.day, due.provisional)}**前答复${left}。${source}`)]
      : []),
    ...details(appeal),
    ...files(appeal, frame),
    ...answered(appeal),
    ...(mayAnswer ? [answering(view, frame)] : []),
    ...(publish
      ? [
          buttons(
            button(
              frame,
              '去公布更正',
              { verb: 'open', args: [publish.kind, publish.key] },
              { primary: true },
            ),
          ),
          quiet('评价、票数、任务等不是加减分事项的，请先在原来登记的地方改好，再公布。'),
        ]
      : []),
  ])
}

function answering({ appeal, reversible }: AppealAnswerView, frame: Frame): Element {
  return form('answer', [
    fieldLabel('结果', true),
    select({
      name: 'finding',
      placeholder: '选择',
      options: (['granted', 'partly', 'rejected'] as const).map((value) => ({
        value,
        text: stageWords[value].tag,
      })),
      required: true,
    }),
    ...(reversible.length > 0
      ? [
          fieldLabel('一并冲销的事项（对事项涉及的所有人生效）'),
          multiSelect({
            name: 'reverse',
            placeholder: '不冲销的不选',
            options: reversible.map(({ id, name }) => ({ value: id, text: shorten(name, 30) })),
          }),
        ]
      : []),
    input({
      name: 'reason',
      label: '理由（会告知申请人）',
      limit: 'appeal.answer',
      rows: 4,
      required: true,
    }),
    button(
      frame,
      '答复',
      { verb: 'appeal.answer', args: [appeal.id, appeal.assessee] },
      {
        primary: true,
        submit: true,
        confirm: { title: '答复这件申请？', text: '答复后不能再改，马上告知申请人。' },
      },
    ),
  ])
}
