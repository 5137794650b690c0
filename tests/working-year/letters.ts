import { must } from '../../src/base/bug.js'
import { addDays, type Day } from '../../src/base/day.js'
import { docketsSlice } from '../../src/flows/docket/dockets.js'
import { register } from '../docket/bureau.js'
import { nextWorked, workedAfter, workedBefore } from './days.js'
import type { Letter, Matter } from './diary.js'
import { type Life, oneOf } from './life.js'

/** How one bureau keeps letters, whose time may be made longer. */
export interface Letters {
  kind: string
  units: readonly string[]
  registers: string
  /** Worked days that they take, and at most. */
  days: number
  most: number
  /** Who decides on a longer time for somebody of a unit. */
  decides(unit: string): string
}

/** What becomes of letters, one after the other. */
const fates = {
  longest: 0,
  refused: 1,
  returned: 2,
  never: 3,
  tooLate: 4,
} as const

/** A letter comes in; its owner asks for a longer time as it was destined, and who decides does so another day. */
export async function letters(life: Life, today: Day, by: Letters): Promise<void> {
  const { diary, random } = life
  if (random.chance(7)) await comesIn(life, today, by)
  for (const one of diary.matters) {
    if (!one.letter || one.answered !== null) continue
    if (one.letter.stage === 'asked') await decides(life, one, { by, today })
    else await asksFor(life, { one, letter: one.letter }, today)
  }
}

async function comesIn(life: Life, today: Day, by: Letters): Promise<void> {
  const { diary, random, units, names, bureau } = life
  const unit = oneOf(random, by.units)
  const owner = oneOf(random, (units.get(unit) ?? []).slice(1))
  const of = { kind: by.kind, received: `${today} 09:00`, owner: names.get(owner) ?? '' }
  const said = await register(bureau, by.registers, of)
  if (said !== 'docket-registered') throw new Error(said)
  const { collected } = await bureau.seeing(null)
  const { id } = must([...collected.of(docketsSlice).byId.values()].at(-1), 'a letter')
  const fate = diary.matters.filter(({ letter }) => letter).length % 5
  const nothing = { answered: null, answerer: null, done: false, judged: false }
  diary.matters.push({
    ...{ ...nothing, id, unit, owner, kind: by.kind, received: today },
    due: workedAfter(today, by.days),
    // What gets its longer time is late in every second case, what does not always.
    isSlow: fate === fates.refused || fate === fates.tooLate || random.chance(50),
    letter: { fate, longest: workedAfter(today, by.most), stage: null, to: null },
  })
}

/** The owner, or who stands in for them, asks for a longer time: some days before the old one is over. */
async function asksFor(
  life: Life,
  { one, letter }: { one: Matter; letter: Letter },
  today: Day,
): Promise<void> {
  const { diary } = life
  const { fate, stage, longest } = letter
  const who = diary.doer(one.owner, today)
  const asks = (to: Day, told: 'yes' | 'no', ...said: string[]) =>
    life.does(who, { verb: 'docket.extend', docket: one.id, to, told, text: '还要调查' }, ...said)
  if (today > one.due) {
    if (fate === fates.tooLate && stage === null) {
      await asks(longest, 'yes', 'refused:docket-late')
      letter.stage = 'refused'
    }
    return
  }
  if (fate === fates.never || fate === fates.tooLate || stage === 'refused') return
  if (stage === 'approved') return
  // Three worked days before, and again where it was sent back.
  if (today < workedBefore(workedBefore(workedBefore(one.due)))) return
  await asks(addDays(longest, 1), 'yes', 'refused:docket-beyond')
  await asks(longest, 'no', 'refused:docket-told')
  const to = fate === fates.longest ? longest : workedBefore(workedBefore(longest))
  await asks(to, 'yes', 'docket-extend-asked')
  Object.assign(letter, { stage: 'asked', to })
}

async function decides(
  life: Life,
  one: Matter,
  { by, today }: { by: Letters; today: Day },
): Promise<void> {
  const { diary, bureau } = life
  const letter = must(one.letter, 'a letter')
  // Some wait a day for it.
  if (life.random.chance(30) && nextWorked(today) <= one.due) return
  const docket = (await bureau.seeing(null)).collected.of(docketsSlice).byId.get(one.id)
  const { id: extension, passed } = must(docket?.extension, 'it was asked for')
  if (passed.length > 0) throw new Error('it was decided on')
  const again = letter.to !== null && letter.fate === fates.returned && diary.returned.has(one.id)
  const as = letter.fate === fates.refused ? 'refuse' : 'agree'
  const verb = letter.fate === fates.returned && !again ? 'return' : as
  const who = diary.doer(by.decides(one.unit), today)
  const text = verb === 'agree' ? '' : '理由不充分'
  const said = verb === 'agree' ? 'docket-extend-agreed' : 'docket-extend-not'
  await life.does(who, { verb: `docket.${verb}`, docket: one.id, extension, text }, said)
  if (verb === 'return') diary.returned.add(one.id)
  letter.stage = ({ agree: 'approved', return: 'returned', refuse: 'refused' } as const)[verb]
  if (verb !== 'agree') return
  one.due = must(letter.to, 'until a day')
  // It is made longer once.
  const more = {
    verb: 'docket.extend',
    docket: one.id,
    to: letter.longest,
    told: 'yes',
    text: '再延',
  }
  await life.does(diary.doer(one.owner, today), more, 'refused:docket-extended')
}
