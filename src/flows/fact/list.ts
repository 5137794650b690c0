import { isInYear } from '../running.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { findNamed } from '../../roster/find.js'
import { getDraft, putDraft } from '../../storage/drafts.js'
import type { Db } from '../../storage/database.js'
import { z } from 'zod'
import { mayNot } from '../access.js'
import { done, type Bureau, type Context, type Outcome, type Situation } from '../context.js'
import { hearFacts } from './actions.js'
import { factsSlice, type FactRecord, stageOf } from './facts.js'
import type { FactsIntent } from './intents.js'
import { mayRecordAny } from './kinds.js'
import { holdersOf, waitingOf } from './procedure.js'
import { ruleOf } from './shown.js'
import { isTooEarly } from './views.js'

/** What a list of facts may show: what waits for the reader, what the reader recorded, or a stage. */
export const factLists = [
  'waiting',
  'recorded',
  'proposed',
  'told',
  'objected',
  'effective',
  'returned',
  'withdrawn',
  'reversed',
] as const
export type FactList = (typeof factLists)[number]

const shownShape = z.object({
  state: z.enum(factLists).catch('waiting'),
  find: z.string().catch(''),
  page: z.int().min(0).catch(0),
})

/** What somebody's list shows now. */
export type ListShown = z.infer<typeof shownShape>

/** Facts on one page of the list. */
export const factsPerPage = 8

/** Null where somebody works on facts: records, verifies, approves or hears them; else `not-allowed`. */
export function mayListFacts(bureau: Bureau, person: string): Refusal | null {
  const records = mayRecordAny(bureau, person)
  if (records === null || mayNot(bureau, person, hearFacts, 'anything') === null) return null
  const roles = bureau.cycles.flatMap(({ scheme }) =>
    scheme.procedures.flatMap(({ verifiedBy, approvedBy }) =>
      [verifiedBy ?? [], approvedBy].flat(),
    ),
  )
  const decides = [...new Set(roles)].some((role) => holdersOf(bureau, role, []).includes(person))
  return decides ? null : refuse('not-allowed', { ...records.with, what: '核实加减分事项' })
}

function placeOf(of: { bureau: { id: string }; person: string }) {
  return { bureau: of.bureau.id, owner: of.person, kind: 'facts', key: 'list' }
}

/** What somebody's list shows; at first what waits for them. */
export async function listShown(
  db: Db,
  of: { bureau: { id: string }; person: string },
): Promise<ListShown> {
  return shownShape.parse((await getDraft(db, placeOf(of)))?.body ?? {})
}

/** Keeps what a list is to show. */
export async function showList(ctx: Context, shown: ListShown): Promise<void> {
  await putDraft(ctx.tx, placeOf(ctx), shown)
}

/**
 * Turns, narrows or searches the list.
 * @refuses (facts.show) not-allowed, facts-list
 * @refuses (facts.find, facts.page) not-allowed
 */
export async function turnList(ctx: Context, intent: FactsIntent): Promise<Outcome> {
  const refusal = mayListFacts(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const shown = await listShown(ctx.tx, ctx)
  if (intent.verb === 'facts.show') {
    const state = factLists.find((each) => each === intent.state)
    if (!state) return refuse('facts-list')
    await showList(ctx, { ...shown, state, page: 0 })
  } else if (intent.verb === 'facts.find') {
    await showList(ctx, { ...shown, find: intent.text, page: 0 })
  } else await showList(ctx, { ...shown, page: Math.max(0, intent.page) })
  return done('refreshed')
}

/**
 * The facts of a list, latest recorded first, of the years whose cycles run. The office reads all of the bureau's, others
 * those that they recorded or decide on; nobody one that charges them before they were told.
 */
export function factsListed(situation: Situation, person: string, shown: ListShown): FactRecord[] {
  const { bureau, collected } = situation
  const { byId, open } = collected.of(factsSlice)
  const hears = mayNot(bureau, person, hearFacts, 'anything') === null
  const isOpen = ['waiting', 'proposed', 'told', 'objected'].includes(shown.state)
  const matches = matcher(bureau, shown.find)
  const mine = (fact: FactRecord): boolean =>
    hears || fact.recordedBy === person || decidedBy(fact, person) || waitsFor(bureau, fact, person)
  const found = [...(isOpen ? open : byId.values())].filter(
    (fact) =>
      bureau.cycles.some((cycle) => isInYear(cycle, fact.day)) &&
      isIn(situation, fact, { person, list: shown.state, hears }) &&
      matches(fact) &&
      mine(fact) &&
      (fact.recordedBy === person || !isTooEarly(situation, fact, person)),
  )
  return found.sort((a, b) => b.sequence - a.sequence)
}

function isIn(
  { bureau }: Situation,
  fact: FactRecord,
  of: { person: string; list: FactList; hears: boolean },
): boolean {
  const stage = stageOf(fact)
  if (of.list === 'recorded') return fact.recordedBy === of.person
  if (of.list !== 'waiting') return stage === of.list
  if (stage === 'objected') return of.hears
  return stage === 'proposed' && waitsFor(bureau, fact, of.person)
}

function waitsFor(bureau: Bureau, fact: FactRecord, person: string): boolean {
  return (
    stageOf(fact) === 'proposed' && (waitingOf(bureau, fact)?.holders.includes(person) ?? false)
  )
}

function decidedBy({ steps }: FactRecord, person: string): boolean {
  return steps.some(
    ({ what, by }) => by === person && ['verified', 'approved', 'returned'].includes(what),
  )
}

/** Whether a fact has what was typed in the name of somebody or of a unit that it names, or of its kind. */
function matcher(bureau: Bureau, typed: string): (fact: FactRecord) => boolean {
  if (typed === '') return () => true
  const who = new Set(
    findNamed([...bureau.history.people, ...bureau.history.units], typed).map(({ id }) => id),
  )
  const kinds = new Map<string, boolean>()
  const kindFits = (fact: FactRecord): boolean => {
    const known = kinds.get(fact.body.kind)
    if (known !== undefined) return known
    const name = ruleOf(bureau, fact)?.name ?? fact.body.kind
    const fits = findNamed([{ id: fact.body.kind, name }], typed).length > 0
    kinds.set(fact.body.kind, fits)
    return fits
  }
  return (fact) =>
    [...fact.body.persons, ...fact.body.units].some((id) => who.has(id)) || kindFits(fact)
}
