import { newId } from '../../base/ids.js'
import { canonicalJson } from '../../base/json.js'
import { isRefusal } from '../../base/refusal.js'
import { resultBeside, scoreOne } from '../../scoring/engine.js'
import type { Warning } from '../../scoring/findings.js'
import type { ScoringInput } from '../../scoring/input.js'
import { raterNotes } from '../../scoring/ratings/rater-notes.js'
import { placeEdges, ratersWhoDecide } from '../../scoring/result/places-decided.js'
import { statementWarnings } from '../../scoring/result/warnings.js'
import type { Line, Statement } from '../../scoring/statement.js'
import { findCycle } from '../../storage/cycles.js'
import { askRun } from '../../storage/jobs.js'
import { hold } from '../../storage/locks.js'
import {
  addResultRows,
  createResults,
  dropResults,
  endResults,
  findResults,
  latestResults,
  pinResults,
  readHead,
  resultNotes,
  type Results,
} from '../../storage/results.js'
import { refreshCards } from '../../storage/stale-cards.js'
import type { Collected } from '../collected.js'
import type { JobContext, Writing } from '../context.js'
import type { Job } from '../jobs.js'
import type { Running } from '../running.js'
import { pinnedFold, pinNow, type Pinned, readPinned } from './pinned.js'
import {
  asJson,
  type Pins,
  type Preview,
  readResults,
  type ResultHead,
  type ResultWords,
  statementHash,
  statementsDigest,
} from './results.js'
import { changedSince } from './since.js'

/** Statements in one part: each is scored and written, and presses wait for all of them. */
const partSize = 50
/** Entries of the ledger that one part reads where they have to be read anew. */
const entriesMost = 10_000
/** How often the office's card shows how far it is. */
const shownTimes = 10

/** What one statement adds to what the office looks at. */
interface Notes {
  /** The name of whose total is open; null where it is not. */
  open: string | null
  missing: string[]
  warnings: Warning[]
}

/**
 * Asks for the results of a cycle as it is now; nothing where they are being computed, or where what was computed
 * last is what would be computed now.
 */
export async function askResults(ctx: Writing, cycle: Running): Promise<void> {
  const { bureau, tx } = ctx
  await hold(tx, bureau.id, [{ kind: 'results', id: cycle.id }])
  const { last } = await latestResults(tx, cycle.id)
  if (last && last.state !== 'ready') return
  const before = last && (await readResults(tx, last.id))
  if (before && (await changedSince(ctx, cycle, before.head)) === null) return
  const id = newId()
  await createResults(tx, { id, bureau: bureau.id, cycle: cycle.id })
  await askRun(tx, { bureau: bureau.id, job: computeResults.name, period: id })
}

/**
 * Computes a cycle's results (the period is their id): pins what they depend on, then a statement for each who is
 * assessed, so many a part, then what they give together. What a part wrote stays; after a death the next part reads
 * anew what was pinned and goes on. The office's card shows how far it is.
 */
export const computeResults: Job = {
  name: 'results-compute',
  title: '计算考核结果',
  missed: 'each',
  asked: true,
  due: () => [],
  async run(ctx, id, after) {
    const results = await findResults(ctx.tx, id)
    if (!results || results.state === 'ready') return null
    const pinned =
      results.state === 'asked' ? await pin(ctx, results) : await pinnedOf(ctx, results)
    if (pinned === 'reading') return after ?? ''
    if (pinned === null) {
      await dropResults(ctx.tx, id)
      await showProgress(ctx, results.cycle)
      return null
    }
    const left = inOrder(pinned.input).filter((one) => after === null || one > after)
    const part = left.slice(0, partSize)
    if (part.length > 0) {
      await addPart(ctx, id, { input: pinned.input, part })
      const [before, now] = [results.done, results.done + part.length]
      const step = Math.ceil((results.done + left.length) / shownTimes)
      if (Math.floor(before / step) < Math.floor(now / step)) await showProgress(ctx, results.cycle)
      return part.at(-1) ?? null
    }
    await finish(ctx, id, pinned)
    kept.delete(id)
    await showProgress(ctx, results.cycle)
    return null
  },
}

/** Ids of the assessees, sorted. */
function inOrder({ assessees }: ScoringInput): string[] {
  return assessees.map((one) => one.id).sort()
}

/** What is computed from, between the parts of a run; a process that does not have it reads it anew. */
const kept = new Map<string, Pinned | { collected: Collected }>()
const keptMax = 2

function keep(id: string, one: Pinned | { collected: Collected }): void {
  const [oldest] = kept.keys()
  if (!kept.has(id) && kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
  kept.set(id, one)
}

/** The first part: what the results depend on is what is true now. Null where the cycle does not run any more. */
async function pin(ctx: JobContext, { id, cycle }: Results): Promise<Pinned | null> {
  const found = ctx.bureau.cycles.find((each) => each.id === cycle)
  if (!found) return null
  const pinned = await pinNow(ctx, found)
  const head = asJson({ pins: pinned.pins, words: pinned.words })
  await pinResults(ctx.tx, id, { head, total: pinned.input.assessees.length })
  keep(id, pinned)
  return pinned
}

/** What was pinned: as this process keeps it, else read anew, a stretch of the ledger at a time. */
async function pinnedOf(ctx: JobContext, results: Results): Promise<Pinned | null | 'reading'> {
  const head = (await readHead(ctx.tx, results.id))?.head
  const { pins }: { pins: Pins; words: ResultWords } = JSON.parse(JSON.stringify(head))
  const known = kept.get(results.id)
  // A transaction that was rolled back may have pinned something else.
  const isSame = known && 'input' in known && canonicalJson(known.pins) === canonicalJson(pins)
  if (isSame) return known
  const files = ctx.bureau.schemes.get(pins.scheme.id)
  const row = await findCycle(ctx.tx, results.cycle)
  if (!row || files?.version !== pins.scheme.version) return null
  const collected = known && 'collected' in known ? known.collected : pinnedFold()
  const read = await readPinned(ctx.tx, { row, pins, files, collected, most: entriesMost })
  if (isRefusal(read)) return null
  keep(results.id, read ?? { collected })
  return read ?? 'reading'
}

async function addPart(
  ctx: JobContext,
  id: string,
  { input, part }: { input: ScoringInput; part: readonly string[] },
): Promise<void> {
  const rows = part.map((assessee) => {
    const statement = scoreOne(input, assessee)
    const notes: Notes = {
      open: statement.total === null ? statement.name : null,
      missing: missingParts(statement),
      warnings: statementWarnings(statement),
    }
    const hash = statementHash(statement)
    return { assessee, hash, statement: asJson(statement), notes: asJson(notes) }
  })
  await addResultRows(ctx.tx, id, rows)
}

/** As many who lack a part are kept by name. */
const missingNamed = 20

/** What all statements give together. */
async function finish(ctx: JobContext, id: string, { pins, words, input }: Pinned): Promise<void> {
  const rows = await resultNotes(ctx.tx, id)
  rows.sort((a, b) => (a.assessee < b.assessee ? -1 : 1))
  const notes = rows.map((row): Notes => JSON.parse(JSON.stringify(row.notes)))
  const result = resultBeside(
    input,
    notes.flatMap((one) => one.warnings),
  )
  const head: ResultHead = { pins, words, result, statements: statementsDigest(rows) }
  const names = new Map(input.assessees.map((one) => [one.id, one.name]))
  const lacking = new Map<string, string[]>()
  for (const [at, { assessee }] of rows.entries()) {
    for (const part of notes[at]?.missing ?? []) {
      const known = lacking.get(part)
      const name = names.get(assessee) ?? assessee
      if (known) known.push(name)
      else lacking.set(part, [name])
    }
  }
  const edges = placeEdges(result)
  const preview: Preview = {
    open: notes.flatMap((one) => one.open ?? []),
    missing: [...lacking].map(([part, who]) => ({
      ...{ part, people: who.length, names: who.slice(0, missingNamed) },
    })),
    ...{ edges, raters: raterNotes(input), decisive: ratersWhoDecide(input, edges) },
  }
  await endResults(ctx.tx, id, { head: asJson(head), preview: asJson(preview) })
}

/** Names of the parts of a statement that are not closed. */
function missingParts(statement: Statement): string[] {
  const missing: string[] = []
  const lines: Line[] = [...statement.root.lines]
  for (let line = lines.pop(); line; line = lines.pop()) {
    const below = line.lines.filter((each) => each.kind === 'part')
    lines.push(...below)
    if (below.length === 0 && !line.closed) missing.push(line.name)
  }
  return missing
}

/** The office's cards of a cycle's results show what became of them. */
export async function showProgress(ctx: Writing, cycle: string): Promise<void> {
  await refreshCards(ctx.tx, {
    bureau: ctx.bureau.id,
    group: ctx.bureau.groupChatId,
    except: null,
    places: [
      { kind: 'publish', keys: [cycle] },
      { kind: 'decisions', keys: [cycle] },
    ],
  })
}
