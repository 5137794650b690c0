import type { Bureau } from '../context.js'
import { answererOf, type Docket } from './dockets.js'
import { confirmersOf, docketKind, keepersOf, namersOf } from './kinds.js'

type Ruled = Pick<Bureau, 'work' | 'roster'>

/** Those who keep a matter; of a kind that the rules have no more, the assessment office. */
export function keeping(bureau: Ruled, docket: Pick<Docket, 'kind'>): string[] {
  const kind = docketKind(bureau, docket.kind)
  if (kind) return keepersOf(bureau, kind)
  return bureau.roster.holders('assessment-office').map(({ id }) => id)
}

/**
 * Who has a matter to do: its person while they are there, else the heads of its unit, else who keeps it. Of a first
 * contact with another unit's business, who was asked first, until somebody has taken it over; of what is unclear nobody.
 */
export function ownersOf(bureau: Ruled, docket: Docket): string[] {
  const { roster } = bureau
  const { contact, person, unit, by } = docket
  if (contact === 'unclear') return []
  if (contact === 'other' && roster.person(by)) return [by]
  if (contact !== 'other' && person !== null && roster.person(person)) return [person]
  const heads = unit === null ? [] : roster.headsOf(unit).map(({ id }) => id)
  return heads.length > 0 ? heads : keeping(bureau, docket)
}

/** Who has to take a first contact over, or to name its owner; nobody for what is settled. */
export function placersOf(bureau: Ruled, docket: Docket): string[] {
  const kind = docketKind(bureau, docket.kind)
  if (docket.contact === 'unclear') return kind ? namersOf(bureau, kind) : keeping(bureau, docket)
  if (docket.contact !== 'other') return []
  const { unit, person } = docket
  if (person !== null && bureau.roster.person(person)) return [person]
  const heads = unit === null ? [] : bureau.roster.headsOf(unit).map(({ id }) => id)
  return heads.length > 0 ? heads : keeping(bureau, docket)
}

/** Who confirms an answered matter. */
export function confirming(bureau: Ruled, docket: Docket, by: string): string[] {
  const kind = docketKind(bureau, docket.kind)
  return kind ? confirmersOf(bureau, kind, { unit: docket.unit, by }) : []
}

/** Who may hand a matter on: who keeps it, and who heads its unit. */
export function moversOf(bureau: Ruled, docket: Docket): string[] {
  const heads = docket.unit === null ? [] : bureau.roster.headsOf(docket.unit).map(({ id }) => id)
  return [...new Set([...keeping(bureau, docket), ...heads])]
}

/** Those who help with a matter: persons, and the heads of units. */
export function helpersOf({ roster }: Ruled, { assistants }: Pick<Docket, 'assistants'>): string[] {
  const heads = assistants.units.flatMap((unit) => roster.headsOf(unit).map(({ id }) => id))
  return [...new Set([...assistants.persons, ...heads])].filter((id) => roster.person(id))
}

/**
 * Whether somebody sees a matter: who has it, helps, registered or keeps it, names or takes it, confirms it; who heads or
 * leads its unit; the principal leader; who stands in the chain of its extension.
 */
export function maySeeDocket(bureau: Ruled, person: string, docket: Docket): boolean {
  const { roster } = bureau
  const { by, person: owner, unit, extension } = docket
  if (!roster.person(person)) return false
  if ([by, owner].includes(person)) return true
  if (unit !== null && unitsLed(bureau, person).includes(unit)) return true
  if (roster.holders('principal-leader').some(({ id }) => id === person)) return true
  if (extension?.passed.some((one) => one.by === person)) return true
  return [
    ...helpersOf(bureau, docket),
    ...keeping(bureau, docket),
    ...placersOf(bureau, docket),
    ...(docket.state === 'answered' ? confirming(bureau, docket, answererOf(docket) ?? '') : []),
  ].includes(person)
}

/** Units that somebody heads or leads. */
export function unitsLed({ roster }: Pick<Bureau, 'roster'>, person: string): string[] {
  return [...new Set([...roster.headedBy(person), ...roster.inChargeOf(person)])]
}
