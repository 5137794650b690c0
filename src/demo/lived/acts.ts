import { bug, must } from '../../base/bug.js'
import { type Instant, instant } from '../../base/day.js'
import { isFigure, points, roundHalfUp } from '../../base/points.js'
import { fileTakers } from '../../flows/all.js'
import { attachFile } from '../../flows/files.js'
import { noWords } from '../../flows/fact/draft.js'
import { ratingPages } from '../../flows/limits.js'
import { dutiesOf, ratersOf } from '../../flows/rating/assignments.js'
import { forcedIn } from '../../flows/rating/forced.js'
import { periodsOf, type RatingPeriod } from '../../flows/rating/periods.js'
import { quotasFor } from '../../flows/rating/quota.js'
import { readEntries } from '../../storage/ledger-reading.js'
import { meritOf } from '../merit.js'
import { randomFrom } from '../random.js'
import { act, type Living, press } from './living.js'
import type { Step } from './script.js'

type Of<K extends string> = Extract<Step, Record<K, unknown>>

/** A step at its moment. */
interface Now<S = Step> {
  step: S
  at: Instant
}

/** Does a step of the past. */
export async function take(living: Living, { step, at }: Now): Promise<void> {
  if ('record' in step) return record(living, { step, at })
  if ('rates' in step) return rateAll(living, { step, at })
  if ('closes' in step) return closeAll(living, { step, at })
  if ('letter' in step) return enterLetter(living, { step, at })
  if ('decides' in step) return decideTasks(living, { step, at })
  const { by: person, does: verb } = step
  const filled = Object.entries(step.with).map(
    async ([name, value]) => [name, await entryNamed(living, value)] as const,
  )
  await press(living, { at, person }, { verb, ...Object.fromEntries(await Promise.all(filled)) })
}

/** `$kind`: the id of the last entry of a kind; anything else as it is. */
async function entryNamed({ tx, bureau }: Living, value: unknown): Promise<unknown> {
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  const entries = await readEntries(tx, { bureau, kinds: [value.slice(1)] })
  return must(entries.at(-1), `no entry ${value} yet`).id
}

function cycleOf({ bureau, past }: Living, scheme: string): string {
  return `${bureau}.${scheme}.${past.year}`
}

/** A fact: the form is chosen, its files attached, filled in and handed in; what is asked once more is confirmed. */
async function record(living: Living, { step, at }: Now<Of<'record'>>): Promise<void> {
  const { by: person, record: kind, on, at: _, files, day = on, ...words } = step
  const by = { at, person }
  const given = Object.entries(words).filter(([, value]) => value !== undefined)
  const form = { key: 'new', kind, words: { ...noWords, ...Object.fromEntries(given), day } }
  await press(living, by, { verb: 'record.again', key: form.key })
  await press(living, by, { verb: 'record.kind', key: form.key, kind })
  for (const name of files) {
    const bytes = Buffer.from(`演示：${name}\n`)
    const kept = { name, size: bytes.byteLength, mediaType: 'application/octet-stream' }
    const file = { ...kept, sha256: await living.files.put(bytes) }
    await act(living, by, name, (ctx) => attachFile(fileTakers, ctx, file))
  }
  for (const confirmed of [false, false, true]) {
    const { code } = await press(living, by, { verb: 'record.submit', ...form, confirmed })
    if (code === 'fact-proposed') return
  }
  bug(`${kind} of ${step.on} is still asked about`)
}

/** Periods of a name (`Q1`, `year`) in all cycles. */
async function periodsCalled(living: Living, label: string): Promise<RatingPeriod[]> {
  const { bureau, calendar } = await living.situation()
  const all = bureau.cycles.flatMap((cycle) => periodsOf(cycle, calendar))
  return all.filter(({ period }) => period.endsWith(`-${label}`))
}

/** Everybody who rates hands in, one a minute, in the order of the roster. */
async function rateAll(living: Living, { step, at }: Now<Of<'rates'>>): Promise<void> {
  living.clock.goTo(at)
  let minutes = 0
  for (const period of await periodsCalled(living, step.rates)) {
    for (const person of ratersOf(await living.situation(), period)) {
      await rateBy(living, period, { at: instant(at + minutes++ * 60_000), person })
    }
  }
}

/** A rater's form, page by page and then handed in. */
async function rateBy(
  living: Living,
  of: RatingPeriod,
  by: { at: Instant; person: string },
): Promise<void> {
  const situation = await living.situation()
  const people = dutiesOf(situation, of, by.person).map(({ assessee }) => assessee)
  const forced = forcedIn(situation, of, people)
  const asked = people.filter((id) => !forced.has(id))
  const values = new Map(asked.map((id) => [id, valueFor(of, by.person, id)]))
  for (const quota of quotasFor(situation, of, { person: by.person, people })) {
    const [best] = asked.filter((id) => quota.members.has(id))
    if (best !== undefined && quota.elsewhere.length < quota.most) values.set(best, quota.level)
  }
  const ref = { cycle: of.cycle.id, part: of.part.id, period: of.period, remarks: {} }
  const size = of.part.kind === 'ratings' ? ratingPages.points : ratingPages.levels
  const pages = Math.max(1, Math.ceil(people.length / size))
  for (let page = 1; page <= pages; page++) {
    const shown = people.slice((page - 1) * size, page * size)
    const typed = shown.flatMap((id) => (values.has(id) ? [[id, values.get(id)] as const] : []))
    const filled = { ...ref, page, values: Object.fromEntries(typed) }
    if (page === pages) await press(living, by, { verb: 'rating.submit', ...filled })
    else await press(living, by, { verb: 'rating.page', ...filled, to: page + 1 })
  }
}

/** Within the upper part of the scale, better for who is better; of levels the second. */
function valueFor({ cycle, part, period }: RatingPeriod, by: string, assessee: string): string {
  if (part.kind !== 'ratings') return must(part.levels[1], 'a part has several levels').id
  const scale = must(
    cycle.scheme.scales.find((one) => one.id === part.scale),
    'a part names a scale of its scheme',
  )
  const random = randomFrom(`${period} ${by} ${assessee}`)
  const share = points(`0.${82 + meritOf('lived', assessee) + random.below(6)}`)
  const value = scale.lowest.plus(scale.highest.minus(scale.lowest).times(share))
  return roundHalfUp(value, 1).toFixed()
}

/** The office closes the periods of a name. */
async function closeAll(living: Living, { step, at }: Now<Of<'closes'>>): Promise<void> {
  living.clock.goTo(at)
  for (const { cycle, part, period } of await periodsCalled(living, step.closes)) {
    const { bureau } = await living.situation()
    const [office] = bureau.roster.holders('assessment-office')
    const person = must(office, 'a demonstration has an assessment office').id
    const which = { cycle: cycle.id, part: part.id, period, reason: '' }
    await press(living, { at, person }, { verb: 'period.close', ...which })
  }
}

async function enterLetter(living: Living, { step, at }: Now<Of<'letter'>>): Promise<void> {
  const { by: person, letter: assessee, part, tasks } = step
  const of = { cycle: cycleOf(living, step.scheme), part, assessee }
  await press(living, { at, person }, { verb: 'tasks.set', ...of, text: tasks.join('\n') })
}

/** What became of tasks: `done`, an amount, or why one is not done. */
async function decideTasks(living: Living, { step, at }: Now<Of<'decides'>>): Promise<void> {
  const { by: person, decides: assessee, part, results } = step
  const of = { cycle: cycleOf(living, step.scheme), part, assessee }
  const none = { result: 'open', granted: '', reason: '', done: '' }
  const tasks = Object.entries(results).map(([id, said]) => {
    if (said === 'done') return [id, { ...none, result: said }] as const
    const amount = isFigure(said)
    return [id, amount ? { ...none, done: said } : { ...none, result: 'not-done', reason: said }]
  })
  const intent = { verb: 'tasks.decide', ...of, tasks: Object.fromEntries(tasks) }
  const { code } = await press(living, { at, person }, intent)
  // The form asks for the reasons first.
  if (code === 'tasks-more') await press(living, { at, person }, intent)
}
