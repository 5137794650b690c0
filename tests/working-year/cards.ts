import { tagged } from '../text/desk.js'
import type { Away, Cover, Matter, Meeting } from './diary.js'
import { workedUntil } from './days.js'
import { plain } from './figures.js'
import { cardOf, type Look, same } from './look.js'
import { hasBegun, owing } from './meetings.js'
import { isOver, standInNow } from './posts.js'
import { isLate } from './works.js'

/** A day as cards write it, `2025-03-04` as `3月4日`. */
function written(on: string): string {
  const [, month, date] = on.split('-').map((one) => Number.parseInt(one, 10))
  return `${month}月${date}日`
}

/** What follows a label on a card, up to the end of its line; '' where the label is not there. */
function labelled(text: string, label: string): string {
  return new RegExp(`^${label}[\\s　]+(.*)$`, 'm').exec(text)?.[1] ?? ''
}

/** A matter before who has it: until when, how long still, and to when it may be made longer. */
export async function matter(look: Look, one: Matter): Promise<void> {
  const { life, to, today } = look
  const { answered, letter, due } = one
  const who = life.diary.doer(one.owner, today)
  const text = plain(await cardOf(look, who, 'docket', one.id))
  const [, left] = /(还有\d+个工作日|今天到期|已超期)/.exec(labelled(text, '期限')) ?? []
  const [, longest] = /最长到 (\d+月\d+日)/.exec(text) ?? []
  const [, extended = ''] = /^到(\d+月\d+日)/.exec(labelled(text, '延期')) ?? []
  const isOpen = answered === null
  const days = workedUntil(today, due)
  const mayExtend = isOpen && letter !== null && !isLate(one, today) && due < letter.longest
  const stage = letter?.stage ?? null
  same(
    to,
    `${life.bureau.id} ${today} ${one.id} of ${one.owner}`,
    [/^(\d+月\d+日)/.exec(labelled(text, '期限'))?.[1], left, longest, extended],
    [
      written(due),
      isOpen
        ? isLate(one, today)
          ? '已超期'
          : days > 0
            ? `还有${days}个工作日`
            : '今天到期'
        : undefined,
      mayExtend && stage !== 'asked' && stage !== 'approved' ? written(letter.longest) : undefined,
      letter?.to ? written(letter.to) : '',
    ],
  )
}

const found = {
  absent: '登记为没有到会',
  late: '登记为迟到',
  substituted: '登记为由别人代会',
  excused: '已登记：请假',
} as const

/** A meeting before who called it, and before everybody who was asked to it. */
export async function meeting(look: Look, one: Meeting): Promise<void> {
  const { life, to, today } = look
  const { names } = life
  const where = `${life.bureau.id} ${today} meeting ${one.id}`
  const named = (all: readonly string[]) => all.map((who) => names.get(who)).join('、')
  if (!hasBegun(one, today)) return
  const kept = plain(await cardOf(look, one.caller, 'meeting-marks', one.id))
  const { marks } = one
  const of = (mark: string) => one.persons.filter((who) => marks?.get(who) === mark)
  if (marks === null) return
  const came = one.persons.length - of('absent').length - of('substituted').length
  same(
    to,
    where,
    ['到会', '缺席', '迟到', '代会', '请假'].map((label) => labelled(kept, label)),
    [
      `${came - of('excused').length} 人`,
      ...['absent', 'late', 'substituted', 'excused'].map((mark) => named(of(mark))),
    ],
  )
  const own = plain(await cardOf(look, one.caller, 'meeting', one.id))
  const late = [...own.matchAll(/^(\S+)的会议报告(（逾期）)?$/gm)].map(
    ([, who, is]) => `${who} ${is ?? ''}`,
  )
  same(
    to,
    `${where} reports`,
    [late.sort(), labelled(own, '报告').replace('还没有交：', '')],
    [
      [...one.reports]
        .map(([who, how]) => `${names.get(who)} ${how === 'late' ? '（逾期）' : ''}`)
        .sort(),
      named(owing(life, one)),
    ],
  )
  for (const who of one.persons) {
    const text = plain(await cardOf(look, who, 'meeting', one.id))
    const mark = marks.get(who)
    const right = mark === undefined ? '已登记：到会' : found[mark]
    const [said] = /已登记：到会|已登记：请假|登记为\S+?(?=。)/.exec(text) ?? []
    same(to, `${where} ${who}`, said, right)
  }
}

/** What who stands in reads of a time away. */
export async function cover(look: Look, one: Cover): Promise<void> {
  const { life, to, today } = look
  const { away, standIn, taken } = one
  if (away.state !== 'approved') return
  const card = await cardOf(look, standIn, 'cover', away.id)
  const [tag] = tagged(card)
    .filter((each) => each.tag === 'text_tag')
    .map(({ text }) => `${Object(text).content ?? ''}`)
  const where = `${life.bureau.id} ${today} ${standIn} for ${away.who} from ${away.from}`
  const state = stateOf(look, one)
  // Taking it over is offered until it was pressed.
  const offers = (state === '请您接替' || state === '顶岗中') && !taken
  const buttons = tagged(card).filter((each) => each.tag === 'button')
  same(to, where, [tag, buttons.some((each) => plain(each).includes('已接手'))], [state, offers])
}

function stateOf({ life, today }: Look, { away, standIn, begun, returned }: Cover): string {
  if (returned) return '已交回'
  const has = isHolding(life, away, standIn, today)
  if (isOver(away, today)) return begun || has ? '顶岗结束' : '不用接替'
  if (!has) return begun ? '顶岗结束' : '不用接替'
  return today < away.from ? '请您接替' : '顶岗中'
}

function isHolding(life: Look['life'], away: Away, standIn: string, today: Look['today']): boolean {
  return standInNow(life, away, today) === standIn
}
