import { dayText } from '../../base/day.js'
import { isId, newId } from '../../base/ids.js'
import { fault, refuse, type Refusal, refuseForm } from '../../base/refusal.js'
import { shorten } from '../../base/text.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Saying, type Situation } from '../context.js'
import { plainFigure } from '../items/figures.js'
import { outsideLimits } from '../limits.js'
import { sendTemplate } from '../notices.js'
import { ratingSubmitted } from '../rating/entries.js'
import { outsideRater } from '../rating/outside-rater.js'
import { wrongFigure } from '../rating/wrong-figure.js'
import { manageOutside } from './actions.js'
import { labelsOf, outsideKey, type OutsideOf, ratedBy, refOf } from './bodies.js'
import { papersImported, papersVoided } from './entries.js'
import type { OutsideIntent, OutsideRef } from './intents.js'
import { outsideSlice, papersOf, type Papers } from './links.js'
import { managedOpen } from './manage.js'
import { keepPaper, type PaperDraft, paperDraft, paperKey, type PaperRow } from './paper-form.js'
import { paperTemplateKey } from './paper-sheet.js'

type Of<V extends OutsideIntent['verb']> = Extract<OutsideIntent, { verb: V }>

/** What would become of a row. */
export type PaperFate =
  | { is: 'ready'; number: number; given: number }
  /** Something of it can't be: everything that is. */
  | { is: 'wrong'; faults: readonly Saying[] }

export interface JudgedPaper {
  row: PaperRow
  fate: PaperFate
}

/** What would become of each row of a sheet. */
export function judgePapers(
  situation: Pick<Situation, 'collected'>,
  of: OutsideOf,
  rows: readonly PaperRow[],
): JudgedPaper[] {
  const taken = new Map(
    papersOf(situation.collected.of(outsideSlice), refOf(of)).flatMap(({ papers, made }) =>
      papers.map(({ number }) => [number, made.on] as const),
    ),
  )
  const labels = labelsOf(ratedBy(of))
  const first = new Map<number, number>()
  return rows.map((row): JudgedPaper => {
    const number = numberIn(row.number)
    const wrong: Saying[] = []
    const before = number === null ? undefined : first.get(number)
    const on = number === null ? undefined : taken.get(number)
    const values = { number: `${number}` }
    if (number === null) wrong.push(said('outside-row-number', { text: shorten(row.number, 10) }))
    else if (before !== undefined)
      wrong.push(said('outside-row-twice', { ...values, row: `${before}` }))
    else if (on !== undefined) wrong.push(said('outside-row-taken', { ...values, on: dayText(on) }))
    if (number !== null && before === undefined) first.set(number, row.at)
    const scores = Object.entries(row.scores)
    if (scores.length === 0) wrong.push(said('outside-row-empty'))
    wrong.push(...scores.flatMap(([id, text]) => scoreWrong(of, { id, text, labels })))
    return wrong.length > 0 || number === null
      ? { row, fate: { is: 'wrong', faults: wrong } }
      : { row, fate: { is: 'ready', number, given: scores.length } }
  })
}

function said(code: string, values: Record<string, string> = {}): Saying {
  return { code, with: values }
}

/** What is wrong with a score of a row: nobody's by now, or none that can be. */
function scoreWrong(
  of: OutsideOf,
  { id, text, labels }: { id: string; text: string; labels: ReadonlyMap<string, string> },
): Saying[] {
  const name = labels.get(id)
  if (name === undefined) return [said('outside-row-whom', { name: id })]
  const wrong = wrongFigure(of.period.cycle.scheme, of.part, plainFigure(text))
  return wrong ? [said(wrong.code, { name, ...wrong.with })] : []
}

function numberIn(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  if (!/^[1-9]\d{0,3}$/.test(plain)) return null
  const number = Number.parseInt(plain, 10)
  return number <= outsideLimits.number ? number : null
}

/** The import of the same file that counts; null where there is none. */
export function sameFile(
  { collected }: Pick<Situation, 'collected'>,
  of: OutsideOf,
  sha256: string | undefined,
): Papers | null {
  const all = papersOf(collected.of(outsideSlice), refOf(of))
  return all.find((one) => one.sha256 === sha256) ?? null
}

/**
 * Sends the sheet in which what came on paper is filled in, and the card that waits for it.
 * @refuses {@link managedOpen}
 */
export async function askPaper(ctx: Context, intent: Of<'outside.paper'>): Promise<Outcome> {
  const of = managedOpen(ctx, intent)
  if ('code' in of) return of
  const ref = refOf(of)
  await keepPaper(ctx.tx, ctx, { ref, rows: [], sheet: null, made: null })
  await sendTemplate(ctx, `${paperTemplateKey}/${outsideKey(ref)}`)
  return done('outside-paper-asked', {}, [{ kind: 'outside-paper', key: paperKey }])
}

/**
 * Puts what was read aside; the card waits for a sheet again.
 * @refuses not-allowed, outside-paper-none
 */
export async function againPaper(ctx: Context): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageOutside, 'anything')
  if (refusal) return refusal
  const kept = await paperDraft(ctx.tx, ctx)
  if (!kept) return refuse('outside-paper-none')
  await keepPaper(ctx.tx, ctx, { ref: kept.draft.ref, rows: [], sheet: null, made: null })
  return done('refreshed')
}

/**
 * Brings in all rows of the sheet that was read, or none: each sheet of paper becomes a rating of its body, and counts when the
 * office ends the period.
 * @refuses {@link readPaper}, outside-paper-twice, outside-paper-wrong, outside-paper-reference
 */
export async function sendPaper(ctx: Context, intent: Of<'outside.paper-send'>): Promise<Outcome> {
  const found = await readPaper(ctx, intent)
  if ('code' in found) return found
  const { draft, of } = found
  const before = sameFile(ctx, of, draft.sheet?.sha256)
  if (before) {
    const by = ctx.bureau.roster.nameOf(before.made.by)
    return refuse('outside-paper-twice', { by, on: dayText(before.made.on) })
  }
  const judged = judgePapers(ctx, of, draft.rows)
  const wrong = judged.filter(({ fate }) => fate.is === 'wrong').length
  if (wrong > 0) return refuse('outside-paper-wrong', { count: `${wrong}` })
  const { reference } = intent
  if (reference === '') return refuseForm([fault('reference', 'outside-paper-reference')])
  const made = bringIn(ctx, of, { judged, reference, sha256: draft.sheet?.sha256 ?? '' })
  // What stood in it is in the ledger now, and nowhere else.
  await keepPaper(ctx.tx, ctx, { ...draft, rows: [], made })
  return done('outside-paper-sent', { count: `${judged.length}` })
}

/**
 * A sheet of this body that was read and not brought in.
 * @refuses {@link managedOpen}, outside-paper-none
 */
async function readPaper(
  ctx: Context,
  ref: OutsideRef,
): Promise<{ draft: PaperDraft; of: OutsideOf } | Refusal> {
  const of = managedOpen(ctx, ref)
  if ('code' in of) return of
  const kept = await paperDraft(ctx.tx, ctx)
  if (!kept || kept.draft.rows.length === 0 || kept.draft.made !== null) {
    return refuse('outside-paper-none')
  }
  const isOfBody = outsideKey(kept.draft.ref) === outsideKey(ref)
  return isOfBody ? { draft: kept.draft, of } : refuse('outside-paper-none')
}

function bringIn(
  ctx: Context,
  of: OutsideOf,
  {
    judged,
    reference,
    sha256,
  }: { judged: readonly JudgedPaper[]; reference: string; sha256: string },
): string {
  const ref = refOf(of)
  const at = { cycle: ref.cycle, period: ref.period }
  const papers = judged.flatMap(({ row, fate }) =>
    fate.is === 'ready' ? [{ row, paper: { id: newId(), number: fate.number } }] : [],
  )
  const made = papersImported.write(ctx, {
    ...at,
    body: {
      ...{ part: ref.part, body: ref.body, sha256, reference },
      papers: papers.map(({ paper }) => paper),
    },
  })
  for (const { row, paper } of papers) {
    ratingSubmitted.write(ctx, {
      ...{ ...at, by: outsideRater(paper.id), about: made },
      body: {
        ...{ part: ref.part, raterClass: ref.body },
        ratings: Object.entries(row.scores).map(([assessee, text]) => {
          return { assessee, points: plainFigure(text) }
        }),
      },
      ...(row.remark === '' ? {} : { personal: { remark: row.remark } }),
    })
  }
  return made
}

/**
 * What was brought in from a file by mistake counts no more; the numbers are free again.
 * @refuses {@link managedOpen}, outside-paper-unknown, outside-paper-voided, outside-reason
 */
export async function voidPaper(ctx: Context, intent: Of<'outside.paper-void'>): Promise<Outcome> {
  const of = managedOpen(ctx, intent)
  if ('code' in of) return of
  const ref = refOf(of)
  const all = papersOf(ctx.collected.of(outsideSlice), ref, { voided: true })
  const found = isId(intent.import) ? all.find(({ id }) => id === intent.import) : undefined
  if (!found) return refuse('outside-paper-unknown')
  if (found.voided) return refuse('outside-paper-voided')
  if (intent.reason === '') return refuseForm([fault('why', 'outside-reason')])
  const at = { cycle: ref.cycle, period: ref.period, about: found.id }
  papersVoided.write(ctx, { ...at, body: { part: ref.part }, personal: { reason: intent.reason } })
  // What a sheet gave is replaced by nothing.
  for (const { id } of found.papers) {
    const body = { part: ref.part, raterClass: ref.body, ratings: [] }
    ratingSubmitted.write(ctx, { ...at, by: outsideRater(id), body })
  }
  return done('outside-paper-voided-now', { count: `${found.papers.length}` })
}
