import { dayAt, dayText, quarterText, timeAt } from '../src/base/day.js'
import { scoreField } from '../src/flows/rating/score-field.js'
import type { RatedPerson, RatingView } from '../src/flows/rating/view.js'
import {
  button,
  buttons,
  card,
  columns,
  form,
  input,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
  unbroken,
  type Element,
  type Frame,
  type Heading,
} from './kit.js'

/** An assessor's people with a score for each; for the office also who is missing. */
export function renderRating(view: RatingView, frame: Frame): Element {
  return card(heading(view), [
    ...(view.people.length > 0 ? own(view, frame) : []),
    ...(view.office ? office(view, view.office, frame) : []),
    quiet(
      `${literal(view.clause)}　结束评价之前分数对任何人都不公开；结束后本人看到的是评价人打分算出的得分，只有一位评价人的，就是这位评价人的分数。`,
    ),
  ])
}

function heading(view: RatingView): Heading {
  const title = { title: '季度评价', subtitle: quarterText(view.period) }
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.state === 'not-open') return { ...title, tone: 'grey', tag: '未开始' }
  if (view.people.length > 0 && view.submittedAt === null) {
    const late = view.workingDaysLeft < 0
    return { ...title, tone: late ? 'orange' : 'blue', tag: late ? '已过期' : '待评价' }
  }
  return { ...title, tone: 'green', tag: view.people.length > 0 ? '已提交' : '进行中' }
}

function own(view: RatingView, frame: Frame): Element[] {
  const receipt =
    view.submittedAt === null
      ? []
      : [
          markdown(
            `已于${dayText(dayAt(view.submittedAt))} ${timeAt(view.submittedAt)}提交 ${view.people.length} 人。`,
          ),
        ]
  if (view.state !== 'open') {
    const lines = view.people.map(
      (person) => `- ${literal(person.name)}　${person.value || '未评'}`,
    )
    const opening =
      view.state === 'not-open'
        ? [markdown(`${dayText(view.opens, view.provisional?.opens)}开始。`)]
        : []
    return [
      ...receipt,
      ...opening,
      ...(view.state === 'closed' ? [markdown(lines.join('\n'))] : []),
    ]
  }
  const left = view.workingDaysLeft
  const until =
    left < 0 ? '已过期，结束前仍可提交' : left === 0 ? '今天截止' : `还有${left}个工作日`
  return [
    ...receipt,
    markdown(
      `请给 **${view.people.length}** 人打分（${view.from}–${view.to}），${dayText(view.due, view.provisional?.due)}前，${until}。`,
    ),
    quiet(view.bands.map(unbroken).join('　')),
    form('rating', [
      ...view.people.map(row),
      buttons(
        button(
          frame,
          view.submittedAt === null ? '提交' : '重新提交',
          { verb: 'rating.submit', args: [view.cycle, view.period, view.part] },
          { primary: true, submit: true },
        ),
        button(
          frame,
          '存草稿',
          { verb: 'rating.save', args: [view.cycle, view.period, view.part] },
          { submit: true },
        ),
      ),
    ]),
  ]
}

function row(person: RatedPerson): Element {
  const facts = person.facts.map(literal).join('、')
  const previous = person.previous === null ? '' : quietly(`　上季 ${person.previous}`)
  return columns(
    {
      weight: 2,
      elements: [
        markdown(`**${literal(person.name)}**${previous}`),
        quiet(`${literal(person.unit)}　${literal(person.post)}`),
        ...(facts ? [markdown(`<font color='red'>本季：${facts}</font>`, 'notation')] : []),
      ],
    },
    {
      weight: 1,
      elements: [
        input({
          name: `${scoreField}${person.id}`,
          value: person.value,
          limit: 'rating.score',
          placeholder: '分数',
        }),
      ],
    },
  )
}

function office(view: RatingView, of: NonNullable<RatingView['office']>, frame: Frame): Element[] {
  const missing = of.missing.length > 0 ? `\n未交：${literal(of.missing.join('、'))}` : ''
  const closing = of.mayClose
    ? [
        button(
          frame,
          '结束本季评价',
          { verb: 'period.close', args: [view.cycle, view.period, view.part] },
          {
            confirm: {
              title: '结束本季评价？',
              text: '结束后不能再改，分数计入各人得分。未交的按办法的选择处理。',
            },
          },
        ),
      ]
    : []
  return [
    ...(view.people.length > 0 ? [rule()] : []),
    markdown(`**全局进度** 已交 ${of.submitted} / ${of.all}${missing}`),
    ...closing,
  ]
}
