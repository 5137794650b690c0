import { must } from '../../src/base/bug.js'
import { addDays, type Day, day } from '../../src/base/day.js'
import { waitingOf } from '../../src/flows/chain/chain.js'
import { type RequestRecord, type Requests, requestsOf } from '../../src/flows/chain/request.js'
import type { Slice } from '../../src/flows/collected.js'
import { leavesSlice } from '../../src/flows/leave/leaves.js'
import { tripsSlice } from '../../src/flows/trip/trips.js'
import { ask } from '../leave/bureau.js'
import { askTrip } from '../trips/bureau.js'
import { isWorked, nextWorked } from './days.js'
import type { Away } from './diary.js'
import { type Life, oneOf } from './life.js'

/** A leave that somebody plans. */
export interface Plan {
  who: string
  kind: string
  from: string
  to: string
  starts?: 'noon'
  ends?: 'noon'
  /** Who is to take over; by chance where it is left out, '' for nobody. */
  handover?: string
}

/** Somebody asks for leave; it is noted down where the bot took it. Answers what was said. */
export async function asks(life: Life, plan: Plan, instead?: Away): Promise<string> {
  const { bureau } = life
  const { who, kind, from, to, starts = 'morning', ends = 'evening' } = plan
  const counts = kind === 'private' || kind === 'illness' ? 'calendar' : 'worked'
  return taken(
    life,
    { ...plan, handover: instead ? (instead.handover ?? '') : plan.handover },
    {
      ...{ counts, said: 'leave-asked', made: leavesSlice },
      ask: (handover) => ask(bureau, who, { kind, from, to, starts, ends, handover }, instead?.id),
    },
  )
}

/** Somebody asks for a trip. */
export function travels(life: Life, plan: Omit<Plan, 'kind'>): Promise<string> {
  const { bureau } = life
  const { who, from, to } = plan
  return taken(
    life,
    { ...plan, kind: 'trip' },
    {
      ...{ counts: 'worked', said: 'trip-asked', made: tripsSlice },
      ask: (handover) => askTrip(bureau, who, { from, to, handover }),
    },
  )
}

/** What was asked for is noted down; who is away themselves then can't take over. */
async function taken(
  life: Life,
  plan: Plan | (Omit<Plan, 'handover'> & { handover: string | undefined }),
  of: {
    counts: Away['counts']
    said: string
    made: Slice<Requests<RequestRecord>>
    ask(handover: string): Promise<string>
  },
): Promise<string> {
  const { bureau, diary } = life
  const { who, kind, starts, ends } = plan
  const noon = { startsAtNoon: starts === 'noon', endsAtNoon: ends === 'noon' }
  const span = { from: day(plan.from), to: day(plan.to), ...noon }
  const handover = plan.handover ?? takesOver(life, who)
  const said = await of.ask(handover)
  const mayNot = handover !== '' && diary.isAwayOver(handover, span)
  if (mayNot !== (said === 'refused:handover-away'))
    throw new Error(`${who} hands over to ${handover} from ${plan.from}: ${said}`)
  if (mayNot) return taken(life, { ...plan, handover: '' }, of)
  if (said !== of.said) return said
  const { collected } = await bureau.seeing(null)
  const { id } = must(requestsOf(collected.of(of.made), who).at(-1), 'it was asked for')
  diary.away.push({
    ...{ id, who, kind, ...span, counts: of.counts, state: 'asked', approved: null },
    ...{ back: false, backOn: null, handover: handover === '' ? null : handover, named: null },
  })
  return said
}

/** Somebody of the unit, not its head; '' for nobody. */
function takesOver({ random, units }: Life, who: string): string {
  const unit = [...units.values()].find((all) => all.includes(who)) ?? []
  const others = unit.slice(1).filter((one) => one !== who)
  return others.length > 0 && random.chance(55) ? oneOf(random, others) : ''
}

/** Everything that waits on a chain is decided on; few are refused or sent back. `always`: all are agreed to. */
export async function decides(life: Life, always = false): Promise<void> {
  const { bureau, diary, random } = life
  for (const one of diary.away.filter(({ state }) => state === 'asked')) {
    const verb = one.kind === 'trip' ? 'trip' : 'leave'
    while (one.state === 'asked') {
      const seeing = await bureau.seeing(null)
      const { collected } = seeing
      const all = verb === 'trip' ? collected.of(tripsSlice) : collected.of(leavesSlice)
      const request = must(all.byId.get(one.id), 'it is there')
      const waiting = must(waitingOf(seeing.bureau, request), 'somebody decides')
      // Who stands in is asked in the place of who is away.
      const right = waiting.holders.map((one) => {
        const standIn = diary.standInOf(one, seeing.today)
        const may = standIn !== one && standIn !== request.person
        return standIn !== null && may && !waiting.holders.includes(standIn) ? standIn : one
      })
      if (`${waiting.asked}` !== `${right}`) throw new Error(`${waiting.asked}, not ${right}`)
      const decider = must(waiting.asked[0], 'somebody is asked')
      const chance = always ? 0 : random.below(100)
      const as = chance >= 95 ? 'refuse' : chance >= 90 ? 'return' : 'agree'
      const of = { [verb]: one.id, person: one.who, text: as === 'agree' ? '' : '工作走不开' }
      const said = await life.does(
        decider,
        { verb: `${verb}.${as}`, ...of },
        ...['leave', 'trip'].flatMap((each) =>
          ['passed', 'approved', 'returned', 'refused'].map((what) => `${each}-${what}`),
        ),
      )
      if (said.endsWith('-passed')) continue
      one.state = said.endsWith('-approved') ? 'approved' : 'gone'
      if (one.state !== 'approved') continue
      one.approved = seeing.today
      replaced(life, one)
    }
  }
}

/** The longer leave stands in the place of the one that it changes. */
function replaced({ diary }: Life, by: Away): void {
  for (const one of diary.away) {
    const same = one.who === by.who && one.kind === by.kind && one.from === by.from
    if (one === by || !same || one.state !== 'approved') continue
    one.state = 'gone'
    by.named = one.named
  }
}

/** What people do with their own leave on a day: take it back, end it earlier, make it longer, report back, late at times. */
export async function ownLeaves(life: Life, today: Day): Promise<void> {
  const { diary, random } = life
  for (const one of diary.away.filter((each) => each.kind !== 'trip' && !each.back)) {
    if (one.state !== 'approved') continue
    const verb = (what: string, more: object = {}) => ({
      verb: `leave.${what}`,
      leave: one.id,
      ...more,
    })
    if (one.from > today && random.chance(4)) {
      await life.does(one.who, verb('withdraw'), 'leave-withdrawn')
      one.state = 'gone'
    } else if (one.from < one.to && one.to > today && random.chance(8)) {
      await shortens(life, one)
    } else if (one.from <= today && one.to > today && random.chance(8)) {
      const { who, kind, from } = one
      const starts = one.startsAtNoon ? ({ starts: 'noon' } as const) : {}
      await asks(life, { who, kind, from, to: addDays(one.to, 1), ...starts }, one)
      await decides(life)
    } else if (one.from < today && one.to > today && isWorked(today) && random.chance(8)) {
      await life.does(one.who, verb('back'), 'leave-back')
      Object.assign(one, { back: true, backOn: today, to: addDays(today, -1), endsAtNoon: false })
    } else if ((one.to < today && random.chance(75)) || (one.to === today && random.chance(15))) {
      await life.does(one.who, verb('back'), 'leave-back')
      Object.assign(one, { back: true, backOn: today })
    }
  }
}

async function shortens(life: Life, one: Away): Promise<void> {
  const to = addDays(one.to, -1)
  const may = life.random.chance(50) && one.counts === 'worked' && one.kind !== 'annual'
  const ends = may && !(to === one.from && one.startsAtNoon) ? 'noon' : 'evening'
  const intent = { verb: 'leave.shorten', leave: one.id, to, ends }
  await life.does(one.who, intent, 'leave-shortened')
  Object.assign(one, { to, endsAtNoon: ends === 'noon' })
}

/** By chance somebody asks for leave or a trip. */
export async function someAsk(life: Life, today: Day, kinds: readonly string[]): Promise<void> {
  const { random, units } = life
  if (!random.chance(15)) return
  const who = oneOf(random, [...units.values()].flat())
  let from = random.chance(30) ? today : nextWorked(today)
  if (random.chance(40)) from = nextWorked(from)
  const length = oneOf(random, [0, 0, 0, 1, 1, 2, 3, 5])
  const to = addDays(from, length)
  if (random.chance(20)) {
    await travels(life, { who, from, to })
  } else {
    const kind = oneOf(random, kinds)
    const halves = !kinds.includes('private')
    const starts = halves && random.chance(25) ? ({ starts: 'noon' } as const) : {}
    const ends = halves && length > 0 && random.chance(25) ? ({ ends: 'noon' } as const) : {}
    await asks(life, { who, kind, from, to, ...starts, ...ends })
  }
  await decides(life)
}
