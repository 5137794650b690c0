import { dayAt, dayText, timeAt } from '../src/base/day.js'
import { remarkField, scoreField } from '../src/flows/rating/score-field.js'
import type { RatedPerson, RatingQuota, RatingView } from '../src/flows/rating/view.js'
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
  select,
  unbroken,
  type Element,
  type Frame,
  type Heading,
} from './kit.js'
import { leftText } from './report-lines.js'
import { lastPeriodWord, periodKindWord } from './period-words.js'

/** An assessor's people with a score or level for each. */
export function renderRating(view: RatingView, frame: Frame): Element {
  const open = view.state === 'open' && view.all > 0
  return card(heading(view), [
    ...told(view),
    ...(open ? filling(view, frame) : []),
    ...(view.state === 'closed' ? [countedList(view)] : []),
    ...(view.office
      ? [buttons(button(frame, '评价进度', { verb: 'open', args: ['period', view.office] }))]
      : []),
    quiet(`${literal(view.clause)}　${whoSees(view)}`),
  ])
}

function whoSees(view: RatingView): string {
  return view.scale
    ? '结束评价之前分数对任何人都不公开；结束后本人看到的是评价人打分算出的得分，只有一位评价人的，就是这位评价人的分数。'
    : '结束评定之前等次对任何人都不公开；结束后本人看得到。'
}

function heading(view: RatingView): Heading {
  const title = {
    title: `${periodKindWord(view.period)}${view.scale ? '评价' : '等次评定'}`,
    subtitle: `${view.periodName} · ${view.partName}`,
  }
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.state === 'not-open') return { ...title, tone: 'grey', tag: '未开始' }
  if (view.all === 0) return { ...title, tone: 'grey', tag: '由人代评' }
  if (view.submittedAt !== null) {
    if (view.unsent) return { ...title, tone: 'orange', tag: '改动未提交' }
    return view.more
      ? { ...title, tone: 'blue', tag: '待补充' }
      : { ...title, tone: 'green', tag: '已提交' }
  }
  const late = view.workingDaysLeft < 0
  if (view.unsent) return { ...title, tone: late ? 'orange' : 'blue', tag: '草稿未提交' }
  return { ...title, tone: late ? 'orange' : 'blue', tag: late ? '已过期' : '待评价' }
}

/** What became of it so far: handed in, replaced, opened again, ended. */
function told(view: RatingView): Element[] {
  const lines: string[] = []
  if (view.replacedBy) lines.push(`本期由**${literal(view.replacedBy)}**代您评价。`)
  if (view.insteadOf.length > 0) {
    lines.push(`其中有您代${view.insteadOf.map(literal).join('、')}评价的人。`)
  }
  if (view.state === 'not-open') {
    lines.push(`${dayText(view.opens, view.provisional.opens)}开始。`)
    return [markdown(lines.join('\n'))]
  }
  if (view.reopened && view.state === 'open') {
    const { by, at, reason } = view.reopened
    lines.push(
      `${literal(by)}（考核办）已于${dayText(dayAt(at))}重新打开本期评价：${literal(reason)}。再次结束之前，仍按上次结束时的计。`,
    )
  }
  if (view.state === 'closed' && view.closed) {
    const { by, at } = view.closed
    lines.push(
      `${literal(by)}（考核办）已于${dayText(dayAt(at))} ${timeAt(at)}结束本期评价。${view.submittedAt === null ? '您没有提交，没有您的评价计入。' : '计入的如下，不能再改。'}`,
    )
  } else if (view.submittedAt !== null) {
    lines.push(
      `已于${dayText(dayAt(view.submittedAt))} ${timeAt(view.submittedAt)}提交，结束前可以改。`,
    )
    if (view.more) lines.push('提交之后又请您代他人评价，请补齐后重新提交。')
    if (view.unsent) {
      lines.push(
        `<font color='orange'>之后的改动只是草稿，还没有提交；不重新提交的，按已提交的计。</font>`,
      )
    }
  } else if (view.unsent) {
    lines.push(`<font color='orange'>填好的只是草稿，还没有提交；不提交就不计。</font>`)
  }
  return lines.length > 0 ? [markdown(lines.join('\n'))] : []
}

function filling(view: RatingView, frame: Frame): Element[] {
  const left = view.workingDaysLeft
  const until = left < 0 ? '，已过期，结束前仍可提交' : leftText(left)
  const wants = view.levels.filter((level) => level.remark).map(({ name }) => literal(name))
  const what = view.scale ? `打分（${view.scale.from}–${view.scale.to}）` : '评定等次'
  const paged = view.pages > 1 ? `\n第 **${view.page}** 页 / 共 ${view.pages} 页，` : '\n'
  return [
    markdown(
      `请给 **${view.all}** 人${what}，${dayText(view.due, view.provisional.due)}前${until}。${paged}已填 ${view.filled} / ${view.all}`,
    ),
    ...(view.scale ? [quiet(view.scale.bands.map(unbroken).join('　'))] : []),
    ...(wants.length > 0 ? [quiet(`评${wants.join('、')}的要写理由。`)] : []),
    ...(view.quotas.length > 0
      ? [markdown(view.quotas.map(quotaLine).join('\n'), 'notation')]
      : []),
    form('rating', [...view.people.map((person) => row(view, person)), ...controls(view, frame)]),
  ]
}

function quotaLine(quota: RatingQuota): string {
  const group = quota.group === '' ? '全体' : literal(quota.group)
  const share = quota.share === '' ? '' : `的 ${quota.share}`
  const line = `${literal(quota.level)}至多 ${quota.most} 人（${group} ${quota.size} 人${share}），现有 ${quota.used} 人`
  return quota.used > quota.most
    ? `<font color='red'>${line}，超了 ${quota.used - quota.most} 人</font>`
    : quietly(line)
}

function controls(view: RatingView, frame: Frame): Element[] {
  const args = [view.cycle, view.period, view.part, `${view.page}`]
  const last = view.page === view.pages
  const press = (text: string, verb: string, more: string[] = [], primary = false): Element =>
    button(frame, text, { verb, args: [...args, ...more] }, { submit: true, primary })
  const again = view.submittedAt === null ? '提交' : '重新提交'
  return [
    buttons(
      ...(view.page > 1 ? [press('上一页', 'rating.page', [`${view.page - 1}`])] : []),
      ...(view.page < view.pages
        ? [press('下一页', 'rating.page', [`${view.page + 1}`], true)]
        : []),
      press(view.pages > 1 ? `${again}全部 ${view.all} 人` : again, 'rating.submit', [], last),
      press('存草稿', 'rating.save'),
      ...(view.hasPrevious ? [press('照上期填入', 'rating.same')] : []),
    ),
  ]
}

/** A score as it is, a level by its name. */
function shown(view: RatingView, value: string): string {
  return literal(view.levels.find((level) => level.id === value)?.name ?? value)
}

function row(view: RatingView, person: RatedPerson): Element {
  const previous =
    person.previous === null
      ? ''
      : quietly(`　${lastPeriodWord(view.period)} ${shown(view, person.previous)}`)
  const details = [
    quietly([person.unit, person.post].filter(Boolean).map(literal).join('　')),
    person.facts.length > 0
      ? `<font color='red'>本期：${person.facts.map(literal).join('、')}</font>`
      : '',
    person.lateReports.length > 0 ? quietly(`月报迟交：${person.lateReports.join('、')}`) : '',
    person.missingReports.length > 0
      ? `<font color='orange'>月报未交：${person.missingReports.join('、')}</font>`
      : '',
    person.submitted !== null && person.submitted !== person.value && !person.forced
      ? `<font color='orange'>已提交的是 ${shown(view, person.submitted)}</font>`
      : '',
  ]
  const lines = details.filter((line) => line !== '' && line !== quietly(''))
  return columns(
    {
      weight: 2,
      elements: [
        markdown(`**${literal(person.name)}**${previous}`),
        ...(lines.length > 0 ? [markdown(lines.join('\n'), 'notation')] : []),
      ],
    },
    { weight: view.scale ? 1 : 2, elements: answer(view, person) },
  )
}

function answer(view: RatingView, person: RatedPerson): Element[] {
  if (person.forced) {
    const because = person.forced.because.map(literal).join('、')
    return [
      markdown(
        `**${shown(view, person.forced.level)}**\n${quietly(`按事实定，不用评：${because}`)}`,
      ),
    ]
  }
  if (view.scale) {
    const name = `${scoreField}${person.id}`
    const placeholder = `${view.scale.from}–${view.scale.to}`
    return [input({ name, value: person.value, limit: 'rating.score', placeholder })]
  }
  const wants = view.levels.some((level) => level.remark)
  return [
    select({
      name: `${scoreField}${person.id}`,
      placeholder: '等次',
      options: view.levels.map(({ id, name }) => ({ value: id, text: name })),
      value: person.value,
    }),
    ...(wants
      ? [
          input({
            name: `${remarkField}${person.id}`,
            value: person.remark,
            limit: 'rating.remark',
            placeholder: '理由',
          }),
        ]
      : []),
  ]
}

/** People listed on the card of a period that is over. */
const listMax = 60

function countedList(view: RatingView): Element {
  const lines = view.people.slice(0, listMax).map((person) => countedLine(view, person))
  const more = view.people.length - lines.length
  return markdown([...lines, ...(more > 0 ? [`另有 ${more} 人，未在此列出。`] : [])].join('\n'))
}

function countedLine(view: RatingView, person: RatedPerson): string {
  const name = `- ${literal(person.name)}　`
  if (person.forced) return `${name}**${shown(view, person.forced.level)}**（按事实定）`
  const counts = person.counted === null ? '未评' : `计入 **${shown(view, person.counted)}**`
  const draft = person.value !== '' && person.value !== (person.counted ?? '')
  return `${name}${counts}${draft ? quietly(`　草稿 ${shown(view, person.value)} 没有提交，不计`) : ''}`
}
