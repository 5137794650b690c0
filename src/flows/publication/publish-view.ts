import type { Day } from '../../base/day.js'
import type { Warning } from '../../scoring/findings.js'
import { findPublication, type InGroup, listVersions } from '../../storage/publications.js'
import { receiptOf } from '../../storage/result-readers.js'
import { latestResults, type Results } from '../../storage/results.js'
import { mayNot } from '../access.js'
import { type AppealRecord, appealsSlice, unanswered, uncorrected } from '../appeal/appeals.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import type { Running } from '../running.js'
import { publishCycle } from './actions.js'
import { toldOf } from './moved.js'
import { publishedSlice } from './published.js'
import { readResults, readSnapshot, type ResultHead } from './results.js'
import { changedSince, sinceWords } from './since.js'

/** The office's card of a cycle's publication: what is computed, the preview, what is published and who has it. */
export interface PublishView {
  kind: 'publish'
  cycle: string
  scheme: string
  year: string
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
}

/** A version that stands in the group. */
export interface PublishedView {
  version: number
  /** The results that it shows. */
  results: string
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
  /** What is still missing, by part: name and for how many. */
  missing: { part: string; people: number }[]
  /** What the office should look at: how many, and the first. */
  warnings: { count: number; first: { code: Warning['code']; names: string[] }[] }
  nominees: Nominees[]
  /** What came since that may change them, in words; null where nothing did. */
  since: string | null
}

/** Who is nominated for a grade in a tier, by name. */
export interface Nominees {
  grade: string
  tier: string
  names: string[]
}

/** So many of what may be as many as people are shown; how many there are is said. */
const shownMost = { open: 10, warnings: 10, names: 6 }

/**
 * Access: `results.publish`.
 * @refuses gone
 */
export async function viewPublish(seeing: Seeing, key: string): Promise<PublishView | GoneView> {
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
    year: `${cycle.year}`,
    hasGroup: bureau.groupChatId !== null,
    computing: last && last.state !== 'ready' ? { done: last.done, total: last.total } : null,
    publishing: wanted?.version ?? null,
    published: await publishedIn(seeing, key),
    appeals: appealsIn(seeing, key),
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

async function publishedIn(seeing: Seeing, cycle: string): Promise<PublishedView | null> {
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
    results: read?.results ?? '',
    on: last.on,
    inGroup: (await findPublication(db, last.id))?.inGroup ?? 'waiting',
    all,
    delivered: receipt.delivered,
    failed: names(receipt.failed),
    unreachable: names(receipt.unreachable),
    waiting: all - receipt.delivered - receipt.failed.length - receipt.unreachable.length,
  }
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
    missing: preview.missing,
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

function nameIn({ words }: Pick<ResultHead, 'words'>, assessee: string): string {
  return words.assessees[assessee]?.name ?? assessee
}

/** Who is nominated, by grade and tier, under the names that they are ranked by. */
export function nomineesOf({ result, words }: Pick<ResultHead, 'result' | 'words'>): Nominees[] {
  return result.nominations.map((each) => ({
    grade: words.grades[each.grade] ?? each.grade,
    tier: words.tiers[each.tier] ?? each.tier,
    names: each.nominees.map(({ assessee }) => nameIn({ words }, assessee)),
  }))
}
