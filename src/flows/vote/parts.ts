import { hasPart } from '../../scheme/model/for-whom.js'
import { byClass, type Part, type Scale, type VotesPart } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import { wholePlaces } from '../../scoring/result/quota-places.js'
import type { Day } from '../../base/day.js'
import { must } from '../../base/bug.js'
import type { Bureau } from '../context.js'
import { type Running, yearOf } from '../running.js'
import { figuresMax, optionsMax, sheetSize } from './least.js'
import type { OpenedBody } from './entries.js'

/** A part of a running cycle that people vote on. */
export interface VotedPart {
  cycle: Running
  part: VotesPart
  scale: Scale
}

function votesIn(part: Part): VotesPart[] {
  if (part.kind === 'sum') return part.children.flatMap(votesIn)
  return part.kind === 'votes' ? [part] : []
}

/** Every part of the running cycles that people vote on. */
export function votedParts({ cycles }: Pick<Bureau, 'cycles'>): VotedPart[] {
  return cycles.flatMap((cycle) =>
    votesIn(cycle.scheme.total).map((part) => {
      const scale = cycle.scheme.scales.find((each) => each.id === part.scale)
      return { cycle, part, scale: must(scale, `no scale ${part.scale}`) }
    }),
  )
}

/** The part that is named; undefined where no running cycle has it. */
export function votedPart(
  bureau: Pick<Bureau, 'cycles'>,
  of: { cycle: string; part: string },
): VotedPart | undefined {
  return votedParts(bureau).find(({ cycle, part }) => cycle.id === of.cycle && part.id === of.part)
}

/**
 * Who votes on a part today, by class where these weigh differently: holders of the roles that the scheme names, who holds
 * several in the first. A class with nobody is left out.
 */
export function votersOf({ roster }: Bureau, { part }: VotedPart): OpenedBody['voters'] {
  const known = new Set<string>()
  const classes = part.voters.map((role) => {
    const people = roster.holders(role).flatMap(({ id }) => (known.has(id) ? [] : [id]))
    for (const id of people) known.add(id)
    return { class: role, people }
  })
  const [first] = classes
  const all = first && { class: first.class, people: classes.flatMap(({ people }) => people) }
  return (byClass(part) || !all ? classes : [all]).filter(({ people }) => people.length > 0)
}

/**
 * Who is voted on: those of the cycle that have the part and are there today, or were on the last day of its year; unit
 * by unit.
 */
export function judgedIn({ cycle, part }: VotedPart, today: Day): Assessee[] {
  const end = yearOf(cycle).to
  const on = today < end ? today : end
  const there = cycle.assessees.filter(
    (one) =>
      hasPart(cycle.scheme.total, part.id, one) &&
      (one.from === undefined || one.from <= on) &&
      (one.to === undefined || one.to >= on),
  )
  const order = new Map(cycle.units.map(({ id }, at) => [id, at]))
  const placeOf = ({ unit }: Assessee): number => order.get(unit ?? '') ?? order.size
  return there.sort((a, b) => placeOf(a) - placeOf(b))
}

/** As few sheets as there must be, all of about the same length. */
export function inSheets(
  people: readonly string[],
  choices: OpenedBody['choices'] | null,
): string[][] {
  const size = sheetSize(choices && 'options' in choices ? choices.options.length : 0)
  const count = Math.ceil(people.length / size)
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((people.length * at) / count)
    return people.slice(from, Math.floor((people.length * (at + 1)) / count))
  })
}

/**
 * What a ballot can give: the bands of a scale where each is one value or a name alone; else whole figures from its lowest
 * to its highest. Null where these are too many to be counted apart.
 */
export function choicesOf({ scale }: Pick<VotedPart, 'scale'>): OpenedBody['choices'] | null {
  const options = scale.bands.map(({ id }) => id)
  if (scale.listed) return options.length > optionsMax ? null : { options }
  const [from, to] = [scale.lowest.ceil().toNumber(), scale.highest.floor().toNumber()]
  return to - from < figuresMax ? { from, to } : null
}

/**
 * The most votes that an assessee can have from each class of voters, the least of these: nobody judges oneself where that
 * is left out, and of too few votes from one class nothing is shown at all. 0 where a class has nobody.
 */
export function mostVotes(
  { part }: Pick<VotedPart, 'part'>,
  of: Pick<OpenedBody, 'voters' | 'sheets' | 'ownLeftOut'>,
): number {
  if (of.voters.length < (byClass(part) ? part.voters.length : 1)) return 0
  const most = of.voters.map(({ people }) => {
    const voters = new Set(people)
    const onEach = of.sheets
      .flat()
      .map((one) => voters.size - (of.ownLeftOut && voters.has(one) ? 1 : 0))
    return Math.max(0, ...onEach)
  })
  return Math.min(...most)
}

/** Bands of which a sheet with so many assessees may have only some, and how many. */
export function limitsOn(
  { part, scale }: Pick<VotedPart, 'part' | 'scale'>,
  people: number,
): BandLimit[] {
  return part.atMost.map(({ band, places, rounding }) => ({
    band,
    name: scale.bands.find(({ id }) => id === band)?.name ?? band,
    most: wholePlaces(places.value, rounding.value, people).count,
  }))
}

/** {@link limitsOn} */
export interface BandLimit {
  band: string
  name: string
  most: number
}
