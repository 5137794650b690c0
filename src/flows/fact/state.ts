import { type Day, dayAt, type Instant } from '../../base/day.js'
import type { FactState } from '../../scoring/input.js'
import type { Db } from '../../storage/database.js'
import type { Entry } from '../../storage/ledger-entry.js'
import { readEntries } from '../../storage/ledger-reading.js'
import { bodyOf, noteOf, type Body } from '../entries.js'

/** Where a fact stands: the last decision that names it. */
export type FactStage =
  | 'proposed'
  | 'approved'
  | 'returned'
  | 'told'
  | 'objected'
  | 'upheld'
  | 'withdrawn'
  | 'effective'
  | 'reversed'

/** A decision on a fact: what, who, when, and its text. */
export interface FactStep {
  stage: FactStage
  by: string
  at: Instant
  day: Day
  /** Who was told; null for other steps. */
  whom: string | null
  text: string
}

/** A fact with everything that was decided about it, folded from the ledger. */
export interface FactRecord {
  id: string
  sequence: number
  /** The day it happened. */
  day: Day
  proposal: Body<'fact.proposed'>
  note: string
  recordedBy: string
  stage: FactStage
  /** Last working day to object; null until the person was told. */
  objectUntil: Day | null
  approvedBy: string | null
  approvedOn: Day | null
  steps: FactStep[]
}

const stages: Record<string, FactStage> = {
  'fact.proposed': 'proposed',
  'fact.approved': 'approved',
  'fact.returned': 'returned',
  'fact.told': 'told',
  'fact.objected': 'objected',
  'fact.upheld': 'upheld',
  'fact.withdrawn': 'withdrawn',
  'fact.effective': 'effective',
  'fact.reversed': 'reversed',
}

/** The kinds of entries that make up facts. */
export const factKinds = Object.keys(stages)

/** All facts of a cycle, in the order of the ledger. `upTo`: as of a position in it. */
export async function readFacts(
  db: Db,
  where: { bureau: string; cycle: string; upTo?: number },
): Promise<FactRecord[]> {
  const entries = await readEntries(db, {
    bureau: where.bureau,
    cycle: where.cycle,
    kinds: factKinds,
    ...(where.upTo === undefined ? {} : { upToSequence: where.upTo }),
  })
  return foldFacts(entries)
}

/** One fact with its decisions; null when there is none of this id. */
export async function readFact(db: Db, bureau: string, id: string): Promise<FactRecord | null> {
  const proposed = await readEntries(db, { bureau, ids: [id], kinds: ['fact.proposed'] })
  const decisions = await readEntries(db, { bureau, about: id, kinds: factKinds })
  return foldFacts([...proposed, ...decisions])[0] ?? null
}

/** Folds entries in ledger order into facts. */
export function foldFacts(entries: readonly Entry[]): FactRecord[] {
  const facts = new Map<string, FactRecord>()
  for (const entry of entries) {
    const stage = stages[entry.kind]
    if (stage === 'proposed') facts.set(entry.id, propose(entry))
    else if (stage && entry.about) {
      const fact = facts.get(entry.about)
      if (fact) decide(fact, stage, entry)
    }
  }
  return [...facts.values()]
}

function propose(entry: Entry): FactRecord {
  return {
    id: entry.id,
    sequence: entry.sequence,
    day: entry.day,
    proposal: bodyOf('fact.proposed', entry),
    note: noteOf(entry, 'note'),
    recordedBy: entry.by,
    stage: 'proposed',
    objectUntil: null,
    approvedBy: null,
    approvedOn: null,
    steps: [step('proposed', entry)],
  }
}

function decide(fact: FactRecord, stage: FactStage, entry: Entry): void {
  fact.stage = stage
  fact.steps.push(step(stage, entry))
  if (stage === 'approved') {
    fact.approvedBy = entry.by
    fact.approvedOn = entry.day
  }
  if (entry.kind === 'fact.told') fact.objectUntil = bodyOf('fact.told', entry).objectUntil as Day
}

function step(stage: FactStage, entry: Entry): FactStep {
  // An entry that proposes bears the day it happened; it was recorded when it was written.
  const day = stage === 'proposed' ? dayAt(entry.at) : entry.day
  const whom = stage === 'told' ? (entry.subject ?? null) : null
  return { stage, by: entry.by, at: entry.at, day, whom, text: noteOf(entry, 'reason') }
}

/** How the engine sees a stage; null for what never counts and is not shown (sent back). */
export function scoringState(stage: FactStage): FactState | null {
  switch (stage) {
    case 'proposed':
    case 'approved':
    case 'told':
    case 'upheld':
      return 'proposed'
    case 'objected':
      return 'objected'
    case 'effective':
      return 'effective'
    case 'withdrawn':
      return 'withdrawn'
    case 'reversed':
      return 'reversed'
    case 'returned':
      return null
  }
}
