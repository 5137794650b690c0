import { z } from 'zod'
import { type Day, dayText, type Instant } from '../../base/day.js'
import { type Fault, fault, refuse, type Refusal, refuseForm } from '../../base/refusal.js'
import { countCharacters } from '../../base/text.js'
import type { Assessee } from '../../scoring/input.js'
import { deleteDraft, type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import { hashOfToken, isToken, isTokenOf } from '../../storage/link-key.js'
import { done, type Outcome, type Situation, type Writing } from '../context.js'
import { plainFigure } from '../items/figures.js'
import { textLimits } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { ratingSubmitted } from '../rating/entries.js'
import { outsideRater } from '../rating/outside-rater.js'
import { isClosed } from '../rating/periods.js'
import { scaleOf, wrongFigure } from '../rating/wrong-figure.js'
import { yearNameOf } from '../running.js'
import { labelsOf, outsideFor, type OutsideOf, ratedBy } from './bodies.js'
import type { OutsideFilled } from './intents.js'
import { type Link, outsideSlice } from './links.js'

/** What a link opens, for whoever has it. */
export type OutsidePage =
  | { state: 'unknown' | 'closed' | 'withdrawn' }
  | { state: 'used'; at: Instant; body: string; number: number }
  | { state: 'not-open'; opens: Day; provisional: boolean }
  | { state: 'expired'; until: Day }
  | ({ state: 'open' } & OutsideForm)

/** The form of a link that can be handed in. */
export interface OutsideForm {
  bureau: string
  /** The regulation, the part that is given, and who gives it. */
  scheme: string
  year: string
  part: string
  clause: string
  says: string
  body: string
  number: number
  until: Day
  provisional: boolean
  from: string
  to: string
  /** What the figures are called: `好 90–100`. */
  bands: string[]
  rows: { id: string; name: string; score: string; unknown: boolean }[]
  remark: string
  /** Something was kept and is not handed in. */
  kept: boolean
}

/** A link that somebody opens, by its token; undefined where there is none. */
export function linkBy(
  { collected }: Pick<Situation, 'collected'>,
  token: string,
): Link | undefined {
  if (!isToken(token)) return undefined
  const link = collected.of(outsideSlice).byHash.get(hashOfToken(token))
  return link && isTokenOf(token, link.hash) ? link : undefined
}

const draftShape = z.object({
  scores: z.record(z.string(), z.string()).catch({}),
  unknown: z.array(z.string()).catch([]),
  remark: z.string().catch(''),
})

function placeOf({ bureau }: Pick<Situation, 'bureau'>, { id }: Link): DraftPlace {
  return { bureau: bureau.id, owner: outsideRater(id), kind: 'outside-page', key: id }
}

/** What a link opens now. `filled`: what was typed and refused, in the place of what is kept. */
export async function viewPage(
  situation: Situation,
  token: string,
  filled?: OutsideFilled,
): Promise<OutsidePage> {
  const link = linkBy(situation, token)
  const of = link && outsideFor(situation, link)
  if (!link || !of) return { state: link ? 'closed' : 'unknown' }
  const { handedIn, number, until } = link
  if (handedIn) return { state: 'used', at: handedIn.at, body: of.name, number }
  if (link.withdrawn) return { state: 'withdrawn' }
  if (isClosed(situation, of.period)) return { state: 'closed' }
  const { opens } = of.period
  if (situation.today < opens) {
    return { state: 'not-open', opens, provisional: isProvisional(situation, opens) }
  }
  if (situation.today > until) return { state: 'expired', until }
  const draft = await getDraft(situation.db, placeOf(situation, link))
  const shown = filled ?? draftShape.parse(draft?.body ?? {})
  return {
    state: 'open',
    ...formOf(situation, of, { link, shown }),
    kept: draft !== null && !filled,
  }
}

function formOf(
  situation: Situation,
  of: OutsideOf,
  { link, shown }: { link: Link; shown: OutsideFilled },
): Omit<OutsideForm, 'kept'> {
  const { cycle } = of.period
  const { lowest, highest, bands } = scaleOf(cycle.scheme, of.part)
  return {
    bureau: situation.bureau.name,
    ...{ scheme: cycle.scheme.shortTitle, year: yearNameOf(cycle) },
    ...{ part: of.part.name, clause: of.part.clause, says: of.part.says.text },
    ...{ body: of.name, number: link.number },
    ...{ until: link.until, provisional: isProvisional(situation, link.until) },
    ...{ from: lowest.toFixed(), to: highest.toFixed() },
    bands: bands.map(({ name, from, to }) => {
      return from.equals(to)
        ? `${name} ${from.toFixed()}`
        : `${name} ${from.toFixed()}–${to.toFixed()}`
    }),
    rows: rowsOf(of, link).map(({ id, label }) => ({
      ...{ id, name: label, score: shown.scores[id] ?? '' },
      unknown: shown.unknown.includes(id),
    })),
    remark: shown.remark,
  }
}

/** Whom a link asks about: those whom it was made for, as far as they are still rated so. */
function rowsOf(of: OutsideOf, link: Link): (Assessee & { label: string })[] {
  const rated = ratedBy(of)
  const labels = labelsOf(rated)
  return rated
    .filter(({ id }) => link.whom.includes(id))
    .map((one) => ({ ...one, label: labels.get(one.id) ?? one.name }))
}

/**
 * A link that can be filled in now.
 * @refuses outside-page-unknown, outside-page-used, outside-page-withdrawn, outside-page-closed, outside-page-not-open,
 * outside-page-expired
 */
function opened(ctx: Writing, token: string): { link: Link; of: OutsideOf } | Refusal {
  const link = linkBy(ctx, token)
  if (!link) return refuse('outside-page-unknown')
  if (link.handedIn) return refuse('outside-page-used')
  if (link.withdrawn) return refuse('outside-page-withdrawn')
  const of = outsideFor(ctx, link)
  if (!of || isClosed(ctx, of.period)) return refuse('outside-page-closed')
  const { opens } = of.period
  if (ctx.today < opens) {
    return refuse('outside-page-not-open', { opens: dayText(opens, isProvisional(ctx, opens)) })
  }
  if (ctx.today > link.until) return refuse('outside-page-expired', { until: dayText(link.until) })
  return { link, of }
}

/**
 * Keeps what was filled in so far, to go on another time by the same link.
 * @refuses {@link opened}, rating-figure, rating-bounds, rating-listed, rating-decimals, text-long
 */
export async function keepPage(
  ctx: Writing,
  token: string,
  filled: OutsideFilled,
): Promise<Outcome> {
  const found = opened(ctx, token)
  if ('code' in found) return found
  const { link, of } = found
  const rows = rowsOf(of, link)
  const wrong = refuseForm([
    ...rows.flatMap((row) => scoreFault(of, row, filled.scores[row.id] ?? '')),
    ...remarkFault(filled),
  ])
  if (wrong) return wrong
  const own = new Set(rows.map(({ id }) => id))
  await putDraft(ctx.tx, placeOf(ctx, link), {
    scores: Object.fromEntries(Object.entries(filled.scores).filter(([id]) => own.has(id))),
    unknown: filled.unknown.filter((id) => own.has(id)),
    remark: filled.remark,
  })
  return done('outside-page-kept')
}

/**
 * Hands in what a third party gives, once and for good: it counts as a rating of its body when the office ends the period.
 * @refuses {@link opened}, rating-figure, rating-bounds, rating-listed, rating-decimals, outside-both, outside-missing, text-long,
 * outside-nothing
 */
export async function handInPage(
  ctx: Writing,
  token: string,
  filled: OutsideFilled,
): Promise<Outcome> {
  const found = opened(ctx, token)
  if ('code' in found) return found
  const { link, of } = found
  const rows = rowsOf(of, link)
  const wrong = refuseForm([
    ...rows.flatMap((row) => faultsOf(of, row, filled)),
    ...remarkFault(filled),
  ])
  if (wrong) return wrong
  const given = rows.filter(({ id }) => !filled.unknown.includes(id))
  if (given.length === 0) return refuseForm([fault('', 'outside-nothing')])
  ratingSubmitted.write(ctx, {
    ...{ by: outsideRater(link.id), cycle: link.cycle, period: link.period },
    body: {
      ...{ part: link.part, raterClass: link.body },
      ratings: given.map(({ id }) => {
        return { assessee: id, points: plainFigure(filled.scores[id] ?? '') }
      }),
    },
    ...(filled.remark === '' ? {} : { personal: { remark: filled.remark } }),
  })
  await deleteDraft(ctx.tx, placeOf(ctx, link))
  return done('outside-page-done')
}

type Row = ReturnType<typeof rowsOf>[number]

function faultsOf(of: OutsideOf, row: Row, filled: OutsideFilled): Fault[] {
  const { id, label: name } = row
  const text = filled.scores[id] ?? ''
  const unknown = filled.unknown.includes(id)
  if (unknown && text === '') return []
  const wrong = scoreFault(of, row, text)
  if (wrong.length > 0) return wrong
  if (unknown) return [fault(`score.${id}`, 'outside-both', { name })]
  return text === '' ? [fault(`score.${id}`, 'outside-missing', { name })] : []
}

/** A score that can't be one; none where nothing is written. */
function scoreFault(of: OutsideOf, { id, label: name }: Row, text: string): Fault[] {
  if (text === '') return []
  const { scheme } = of.period.cycle
  const wrong = wrongFigure(scheme, of.part, plainFigure(text))
  return wrong ? [fault(`score.${id}`, wrong.code, { name, ...wrong.with })] : []
}

function remarkFault({ remark }: OutsideFilled): Fault[] {
  const { max, what } = textLimits['outside.remark']
  const count = countCharacters(remark)
  return count > max
    ? [fault('remark', 'text-long', { what, max: `${max}`, count: `${count}` })]
    : []
}
