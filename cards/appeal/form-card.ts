import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import { wholeLine } from '../../src/flows/appeal/lines.js'
import type { AppealView } from '../../src/flows/appeal/views.js'
import {
  button,
  buttons,
  card,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  quiet,
  rule,
  select,
} from '../kit.js'
import { leftText } from '../report-lines.js'
import { scoreText, signedText } from '../scores.js'
import { nameOf, stageWords, wholeText } from './words.js'

/** The form of a review: which line, why, what proves it, and what was asked before. */
export function renderAppeal(view: AppealView, frame: Frame): Element {
  const { review, version, total } = view
  const last = dayText(review.until, review.provisional)
  const whose = view.assesses === 'unit' ? literal(view.name) : '您'
  const result = `第${version}版结果${total === null ? '' : `（总分 ${scoreText(total)}）`}`
  return card(
    {
      title: '申请复核',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: review.over ? 'grey' : 'blue',
      tag: review.over ? '期限已过' : '可以申请',
    },
    [
      markdown(
        review.over
          ? `${whose}的${result}，申请复核的期限到${last}为止。`
          : `对${whose}的${result}有疑问，请在**${last}**前提交${leftText(review.workingDaysLeft)}。`,
      ),
      quiet(windowText(view)),
      ...(review.over ? [] : [asking(view, frame)]),
      ...madeBefore(view, frame),
      ...(view.others.length > 0
        ? [
            rule(),
            quiet('您还可以对这些结果申请复核：'),
            buttons(
              ...view.others.map(({ text, card: { kind, key } }) =>
                button(frame, text, { verb: 'open', args: [kind, key] }),
              ),
            ),
          ]
        : []),
    ],
  )
}

/** Where the days of the window come from: said plainly where the regulation is silent. */
function windowText({ review: { days, clause, choice } }: AppealView): string {
  const span = `收到结果后 ${days} 个工作日内可以申请`
  if (choice) return `办法没有写期限，由${literal(choice.decidedBy)}定为${span}。`
  return clause === null ? `${span}。` : `${literal(clause)}：${span}。`
}

/** Longest list of facts to choose from; an older one is asked about by its part. */
const factsMost = 60

function asking(view: AppealView, frame: Frame): Element {
  const { draft, answer, cycle, assessee } = view
  const parts = view.lines.filter(({ fact }) => fact === '')
  const facts = view.lines.filter(({ fact }) => fact !== '').slice(0, factsMost)
  const of = [cycle, assessee]
  const source = answer.ruled ? '' : `；办法没有写答复的期限，按 ${answer.days} 个工作日`
  return form('appeal', [
    fieldLabel('对哪一项有疑问', true),
    select({
      name: 'line',
      placeholder: '选择一项',
      options: [
        ...parts.map(({ id, name, points }) => ({
          value: id,
          text: `${shorten(name, 24)}　${scoreText(points)}`,
        })),
        ...facts.map(({ id, name, fact, points }) => ({
          value: id,
          text: `${shorten(fact, 20)} ${signedText(points)}（${shorten(name, 12)}）`,
        })),
        { value: wholeLine, text: wholeText },
      ],
      ...(draft.line ? { value: draft.line } : {}),
      required: true,
    }),
    input({
      name: 'reason',
      label: '理由',
      limit: 'appeal.reason',
      placeholder: '哪里不符、依据是什么，至多 500 字',
      rows: 4,
      value: draft.reason,
      required: true,
    }),
    ...draft.files.map(({ id, name }) =>
      button(
        frame,
        `移除 ${shorten(name, 16)}`,
        { verb: 'appeal.drop', args: [...of, id] },
        { submit: true },
      ),
    ),
    quiet(`凭据请直接发到这里，会附到这份申请${draft.files.length > 0 ? '' : '；没有的不用发'}。`),
    button(frame, '提交', { verb: 'appeal.submit', args: of }, { primary: true, submit: true }),
    quiet(
      `理由和凭据只有您和${literal(answer.who)}看得到。${dayText(answer.due)}前答复${source}。`,
    ),
  ])
}

function madeBefore({ made }: AppealView, frame: Frame): Element[] {
  if (made.length === 0) return []
  return [
    rule(),
    markdown('**已经申请的**'),
    ...made.map((each) => {
      const what = `${dayText(each.on)} ${nameOf(each.further)} ${shorten(each.line || '整个结果', 16)}`
      return buttons(
        button(frame, `${what}　${stageWords[each.stage].tag}`, {
          verb: 'open',
          args: ['own-appeal', each.id],
        }),
      )
    }),
  ]
}
