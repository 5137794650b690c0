import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import type { Warning } from '../../scoring/findings.js'
import { findPublication, type InGroup, listVersions } from '../../storage/publications.js'
import { receiptOf } from '../../storage/result-readers.js'
import { latestResults, type Results } from '../../storage/results.js'
import { mayNot } from '../access.js'
import { type AppealRecord, appealsSlice, unanswered, uncorrected } from '../appeal/appeals.js'
import type { AskKind } from '../asks.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import { decisionsSlice } from '../decision/decisions.js'
import { gradesLeft, tiesLeft } from '../decision/pending.js'
import type { GoneView } from '../gone-view.js'
import { countMissing, missingBy } from '../missing.js'
import type { Running } from '../running.js'
import { publishCycle } from './actions.js'
import { publishAsks } from './asks.js'
import { movedBetween, toldOf } from './moved.js'
import { publishedSlice } from './published.js'
import {
  nameIn,
  type Nominees,
  nomineesOf,
  type QuotaShown,
  quotasOf,
  type RaterShown,
  ratersOf,
  shownMost,
} from './preview-notes.js'
import { readResults, readSnapshot, type Snapshot } from './results.js'
import { changedSince, sinceWords } from './since.js'

/** The office's card of a cycle's publication: what is computed, the preview, what is published and who has it. */
export interface PublishView {
  kind: 'publish'
  cycle: string
  scheme: string
  year: string
  assesses: 'person' | 'unit'
  hasGroup: boolean
  /** Results that are being computed: so many of so many; null where none are. */
  computing: { done: number; total: number } | null
  /** The version that a job is making; null where none is. */
  publishing: number | null
  /** The last version in the group, and who has their own result; null before the first. */
  published: PublishedView | null
  /** What was computed last; null before. */
  preview: PreviewView | null
  /** Reviews that wait: for an answer, and for a correction that takes their answers up. */
  appeals: { unanswered: CardRef[]; uncorrected: CardRef[] }
  /** What is left to a meeting, and what was decided; null where the scheme leaves nothing. */
  decisions: { left: number; decided: number } | null
  /** What the cycle's people still owe, by kind: one press reminds them. */
  owed: { kind: string; asks: number; late: number; people: number; names: string[] }[]
}

/** A version that stands in the group. */
export interface PublishedView {
  version: number
  /** What is computed by now gives everybody the same: nothing is to be corrected. */
  same: boolean
  on: Day
  /** Whether its card stands in the group. */
  inGroup: InGroup
  /** Who gets an own result. */
  all: number
  delivered: number
  /** Names of those to whom the platform would not deliver it, and of those it can't be sent to. */
  failed: string[]
  unreachable: string[]
  /** Some are still to be sent. */
  waiting: number
}

/** Results as the office looks at them before they are published. */
export interface PreviewView {
  /** Which they are: what a press publishes. */
  results: string
  asOf: Day
  /** The version that publishing would make. */
  version: number
  /** Those whose total is still open: how many, and the names of the first. */
  open: { count: number; names: string[] }
  /** What is still missing, by part: name and for how many, the first of them by name. */
  missing: { part: string; people: number; names: string[] }[]
  /** The places of each quota: where its edge is, how near the next, who was struck. */
  quotas: QuotaShown[]
  /** What is conspicuous about raters: how much, and the first. */
  raters: { count: number; first: RaterShown[] }
  /** What the office should look at: how many, and the first. */
  warnings: { count: number; first: { code: Warning['code']; names: string[] }[] }
  nominees: Nominees[]
  /** What came since that may change them, in words; null where nothing did. */
  since: string | null
}

/**
 * Access: `results.publish`. `kinds`: all that can be asked, for what is still missing by name.
 * @refuses gone
 */
export function viewPublish(kinds: () => readonly AskKind[]) {
  return (seeing: Seeing, key: string): Promise<PublishView | GoneView> =>
    publishIn(seeing, key, kinds)
}

async function publishIn(
  seeing: Seeing,
  key: string,
  kinds: () => readonly AskKind[],
): Promise<PublishView | GoneView> {
  const { bureau, db, person } = seeing
  const gone: GoneView = { kind: 'gone', code: 'gone' }
  if (person === null || mayNot(bureau, person, publishCycle, 'anything')) return gone
  const cycle = bureau.cycles.find((each) => each.id === key)
  if (!cycle) return gone
  const { last, ready } = await latestResults(db, key)
  const versions = await listVersions(db, key)
  const wanted = versions.find((one) => one.state === 'wanted')
  return {
    kind: 'publish',
    cycle: cycle.id,
    scheme: cycle.scheme.shortTitle,
    year: yearNameOf(cycle),
    assesses: cycle.scheme.assessee,
    hasGroup: bureau.groupChatId !== null,
    computing: last && last.state !== 'ready' ? { done: last.done, total: last.total } : null,
    publishing: wanted?.version ?? null,
    published: await publishedIn(seeing, key, ready),
    appeals: appealsIn(seeing, key),
    decisions: await decisionsIn(seeing, cycle, ready),
    owed: owedIn(seeing, kinds(), key),
    preview: ready && (await previewOf(seeing, cycle, { ready, version: versions.length + 1 })),
  }
}

function appealsIn({ collected }: Seeing, cycle: string): PublishView['appeals'] {
  const appeals = collected.of(appealsSlice)
  const refs = (all: readonly AppealRecord[]): CardRef[] =>
    all.map(({ id }) => ({ kind: 'appeal-answer', key: id }))
  return {
    unanswered: refs(unanswered(appeals, cycle)),
    uncorrected: refs(uncorrected(appeals, cycle)),
  }
}

async function publishedIn(
  seeing: Seeing,
  cycle: string,
  ready: Results | null,
): Promise<PublishedView | null> {
  const { bureau, collected, db } = seeing
  const last = collected.of(publishedSlice).get(cycle)?.at(-1)
  if (!last) return null
  const receipt = await receiptOf(db, last.id)
  const read = await readSnapshot(db, last.id)
  const people = new Map(bureau.history.people.map((one) => [one.id, one.name]))
  const names = (ids: readonly string[]): string[] => ids.map((id) => people.get(id) ?? id)
  const all = read ? (await toldOf(seeing, read)).length : receipt.all
  return {
    version: last.version,
    same: read !== null && ready !== null && (await isSame(seeing, read, ready)),
    on: last.on,
    inGroup: (await findPublication(db, last.id))?.inGroup ?? 'waiting',
    all,
    delivered: receipt.delivered,
    failed: names(receipt.failed),
    unreachable: names(receipt.unreachable),
    waiting: all - receipt.delivered - receipt.failed.length - receipt.unreachable.length,
  }
}

/** Whether results that were computed later move nobody: another day alone makes them others. */
async function isSame(
  { db }: Seeing,
  published: { results: string; snapshot: Snapshot },
  { id }: Results,
): Promise<boolean> {
  if (published.results === id) return true
  const now = await readResults(db, id)
  return now !== null && movedBetween(published.snapshot, now.head).size === 0
}

async function previewOf(
  seeing: Seeing,
  cycle: Running,
  { ready, version }: { ready: Results; version: number },
): Promise<PreviewView | null> {
  const read = await readResults(seeing.db, ready.id)
  if (!read) return null
  const { head, preview } = read
  const since = await changedSince(seeing, cycle, head)
  return {
    results: ready.id,
    asOf: head.pins.asOf,
    version,
    open: { count: preview.open.length, names: preview.open.slice(0, shownMost.open) },
    missing: preview.missing.map((each) => ({
      ...each,
      names: (each.names ?? []).slice(0, shownMost.names),
    })),
    quotas: quotasOf(head, preview),
    raters: ratersOf(seeing, head, preview),
    warnings: {
      count: head.result.warnings.length,
      first: head.result.warnings.slice(0, shownMost.warnings).map(({ code, assessees }) => ({
        code,
        names: assessees.slice(0, shownMost.names).map((id) => nameIn(head, id)),
      })),
    },
    nominees: nomineesOf(head),
    since: since && sinceWords(seeing, since, seeing.person ?? ''),
  }
}

/** Null where the scheme has nothing that a meeting decides. */
async function decisionsIn(
  { collected, db }: Seeing,
  cycle: Running,
  ready: Results | null,
): Promise<PublishView['decisions']> {
  if (cycle.scheme.grades.length === 0 && cycle.scheme.quotas.length === 0) return null
  const head = ready && (await readResults(db, ready.id))?.head
  return {
    left: head ? tiesLeft(head, cycle).length + gradesLeft(head).length : 0,
    decided: collected.of(decisionsSlice).get(cycle.id)?.length ?? 0,
  }
}

function owedIn(seeing: Seeing, kinds: readonly AskKind[], cycle: string): PublishView['owed'] {
  const { roster } = seeing.bureau
  const asks = missingBy(kinds, seeing, { cycle }).filter(
    ({ kind }) => !kind.startsWith('appeal.') && kind !== publishAsks.name,
  )
  return countMissing(seeing, asks).map((of) => {
    const who = new Set(asks.filter(({ kind }) => kind === of.kind).map((ask) => ask.who))
    const names = [...who].slice(0, shownMost.names).map((id) => roster.nameOf(id))
    return { ...of, names }
  })
}
