import { must } from '../../src/base/bug.js'
import { addDays, addMonths, type Day, day, type Month, monthOf } from '../../src/base/day.js'
import { viewOf } from '../../src/flows/all.js'
import { judgesOf } from '../../src/flows/docket/judge.js'
import { docketsSlice } from '../../src/flows/docket/dockets.js'
import { attachToDocket } from '../../src/flows/docket/papers.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import { piecesSlice } from '../../src/flows/information/pieces.js'
import type { DigestView } from '../../src/flows/report/digest-view.js'
import { register } from '../docket/bureau.js'
import { isWorked, nextWorked } from './days.js'
import type { Matter } from './diary.js'
import { type Life, oneOf } from './life.js'

/** How one bureau keeps its register. */
export interface Register {
  kind: string
  /** Units whose members have matters. */
  units: readonly string[]
  /** Who registers a matter of a unit, and who confirms that it is done. */
  registers(unit: string): string
  confirms(unit: string): string
  due(received: Day): Day
  /** What late and undone matters become. */
  facts: { late: string; undone: string | null }
  /** A fact needs a file. */
  proof: boolean
}

/** Matters come in; they are answered in time or late, confirmed, and judged where they were late. */
export async function registers(life: Life, today: Day, by: Register): Promise<void> {
  const { bureau, diary, random, units, names } = life
  if (random.chance(7)) {
    const unit = oneOf(random, by.units)
    const owner = oneOf(random, (units.get(unit) ?? []).slice(1))
    const of = { kind: by.kind, received: `${today} 09:00`, owner: names.get(owner) ?? '' }
    const said = await register(bureau, by.registers(unit), of)
    if (said !== 'docket-registered') throw new Error(said)
    const { collected } = await bureau.seeing(null)
    const { id } = must([...collected.of(docketsSlice).byId.values()].at(-1), 'a matter')
    const due = by.due(today)
    diary.matters.push({
      ...{ id, unit, owner, kind: by.kind, due, received: today },
      // Some are forgotten until they are late.
      ...{ isSlow: random.chance(30), answered: null, answerer: null, done: false },
      ...{ judged: false, letter: null },
    })
  }
  for (const one of diary.matters) {
    if (one.answered === null && today > one.received) await answers(life, one, today)
    else if (one.answered !== null && !one.done) {
      const intent = { verb: 'docket.confirm', docket: one.id, text: '' }
      const who = diary.doer(by.confirms(one.unit), today, [one.owner, one.answerer])
      await life.does(who, intent, 'docket-done')
      one.done = true
    }
    if (!one.judged && !one.letter && isLate(one, today)) await judges(life, one, { by, today })
  }
}

/** Whether a matter is late by a day. */
export function isLate({ answered, due }: Matter, today: Day): boolean {
  return (answered ?? today) > due
}

/** Who has a matter says that it is done; who stands in for them while they are away. */
async function answers(life: Life, one: Matter, today: Day): Promise<void> {
  const { random, diary } = life
  const soon = one.letter ? 2 : 35
  const says = one.isSlow
    ? today > addDays(one.due, 2)
    : random.chance(soon) || nextWorked(today) > one.due
  // A longer time is waited for.
  if (!says || one.letter?.stage === 'asked') return
  const intent = { verb: 'docket.answer', docket: one.id, text: '已经办结' }
  const who = diary.doer(one.owner, today)
  await life.does(who, intent, 'docket-answered')
  one.answered = today
  one.answerer = who
}

async function judges(
  life: Life,
  one: Matter,
  { by, today }: { by: Register; today: Day },
): Promise<void> {
  const { bureau, diary, random } = life
  const seeing = await bureau.seeing(null)
  const docket = must(seeing.collected.of(docketsSlice).byId.get(one.id), 'it is there')
  const keeper = must(judgesOf(seeing.bureau, docket)[0], 'somebody judges')
  const who = diary.doer(keeper, today, [one.owner, one.answerer])
  const as = one.answered === null ? 'undone' : 'late'
  const fact = by.facts[as]
  // What is open yet is waited for; of the next year nothing is counted yet.
  if (one.answered === null || one.answered > '2025-12-31' || fact === null) return
  one.judged = true
  const judge = { verb: 'docket.judge', docket: one.id, text: '过了期限才办结' }
  if (random.chance(25)) {
    await life.does(who, { ...judge, as: 'none' }, 'docket-let-be')
    return
  }
  if (by.proof) {
    await life.does(who, { verb: 'docket.papers', docket: one.id, text: '' }, 'docket-file-waits')
    const file = { name: '交办单.pdf', size: 3, mediaType: 'application/pdf' }
    await bureau.act(who, (ctx) => attachToDocket(ctx, { ...file, sha256: '0'.repeat(64) }))
  }
  await life.does(who, { ...judge, as }, 'docket-proposed')
  const { collected } = await bureau.seeing(null)
  const made = must([...collected.of(factsSlice).byId.values()].at(-1), 'a fact')
  if (made.body.kind !== fact) throw new Error(`${made.body.kind} instead of ${fact}`)
  const of = { finding: fact, occasion: '', day: made.day, state: 'proposed' as const }
  diary.found.push({ fact: made.id, who: one.owner, ...of })
}

/** Pieces of information are sent in; the office decides on them. */
export async function informs(life: Life, today: Day, office: string): Promise<void> {
  const { bureau, diary, random, units } = life
  for (const unit of units.keys()) {
    const senders = (units.get(unit) ?? []).filter((who) => who !== office)
    if (senders.length === 0 || !random.chance(9)) continue
    const words = {
      ...{ what: 'piece', title: `${life.names.get(unit)}${today}动态`, channel: '区政府网站' },
      link: `https://www.example.gov.cn/${unit}/${today}.html`,
    }
    await life.does(
      oneOf(random, senders),
      { verb: 'info.submit', confirmed: false, words },
      'info-sent',
    )
    const { collected } = await bureau.seeing(null)
    const { id } = must([...collected.of(piecesSlice).byId.values()].at(-1), 'a piece')
    const chance = random.below(100)
    const levels = chance < 65 ? ['district'] : chance < 75 ? ['city'] : ['district', 'city']
    const choice = chance < 85 ? { as: 'adopted', levels } : { as: 'declined', levels: [] }
    const given = { verb: 'info.decide', day: today, reason: chance < 85 ? '' : '重复报送' }
    await life.does(office, { ...given, choices: { [id]: choice } }, 'info-decided-now')
    const after = (await bureau.seeing(null)).collected.of(piecesSlice).byId.get(id)
    if (!after?.fact) continue
    const district = levels.includes('district')
    diary.adopted.push({ fact: after.fact, unit, day: today, district, state: 'proposed' })
  }
}

/** How one bureau's units report each month. */
export interface Reports {
  head(unit: string): string
  signs(unit: string): string
  /** The last day for a month's report. */
  due(month: Month): Day
}

/** Last month's reports: in time, late, some sent back once and then in time or late. */
export async function reports(life: Life, today: Day, by: Reports): Promise<void> {
  const { diary, random, units } = life
  const month = addMonths(monthOf(today), -1)
  if (month < '2025-01') return
  for (const unit of units.keys()) {
    const key = `${month} ${unit}`
    if (diary.reports.has(key) || random.chance(45)) continue
    const head = by.head(unit)
    const sign = { verb: 'digest.sign', month, unit, summary: '都办完了' }
    const signed = async (verb: 'pass' | 'return', said: string) => {
      await life.does(head, sign, 'digest-signed-on')
      const view = (await viewOf(await life.bureau.seeing(by.signs(unit)), {
        ...{ kind: 'digest', key: `${month}.${unit}` },
      })) as DigestView
      if (view.stage.stage !== 'signed') throw new Error(view.stage.stage)
      const of = { month, unit, report: view.stage.report, text: verb === 'pass' ? '' : '太笼统' }
      await life.does(by.signs(unit), { verb: `digest.${verb}`, ...of }, said)
    }
    if (random.chance(20)) {
      await signed('return', 'digest-returned')
      // Some of them are mended another day.
      if (random.chance(50)) continue
    }
    await signed('pass', 'digest-passed-last')
    diary.reports.set(key, today > by.due(month) ? 'late' : 'in-time')
  }
}

/** The fifth of the month after, put off to the next worked day. */
export function fifthAfter(month: Month): Day {
  const fifth = day(`${addMonths(month, 1)}-05`)
  return isWorked(fifth) ? fifth : nextWorked(fifth)
}
