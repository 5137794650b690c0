import type { Day } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { hearFacts } from './actions.js'
import { type FactRecord, type FactStage, stageOf } from './facts.js'
import { type FactList, factsListed, factsPerPage, listShown, mayListFacts } from './list.js'
import { mayRecordAny } from './kinds.js'
import { type MadeStep, waitsOf } from './record-view.js'
import { namesOf, ruleOf } from './shown.js'

/** The worklist of who works on facts. */
export interface FactsView {
  kind: 'facts'
  state: FactList
  find: string
  rows: {
    names: string
    rule: string
    day: Day
    stage: FactStage
    waits: MadeStep['facts'][number]['waits']
    card: CardRef
  }[]
  /** How many there are, and which page of how many this is, from 0. */
  count: number
  page: number
  pages: number
  mayRecord: boolean
}

/**
 * Access: who records, verifies, approves or hears facts.
 * @refuses gone
 */
export async function viewFacts(seeing: Seeing): Promise<FactsView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayListFacts(bureau, person)) return { kind: 'gone', code: 'gone' }
  const hears = mayNot(bureau, person, hearFacts, 'anything') === null
  const shown = await listShown(seeing.db, { bureau, person })
  const all = factsListed(seeing, person, shown)
  const pages = Math.max(1, Math.ceil(all.length / factsPerPage))
  const page = Math.min(shown.page, pages - 1)
  return {
    kind: 'facts',
    state: shown.state,
    find: shown.find,
    rows: all.slice(page * factsPerPage, (page + 1) * factsPerPage).map((fact) => ({
      names: namesOf(bureau, fact),
      rule: ruleOf(bureau, fact)?.name ?? fact.body.kind,
      day: fact.day,
      stage: stageOf(fact),
      waits: waitsOf(bureau, fact),
      card: cardOf(fact, { person, hears }),
    })),
    count: all.length,
    page,
    pages,
    mayRecord: mayRecordAny(bureau, person) === null,
  }
}

/** An objection opens its hearing, one's own that was sent back its form, else the fact. */
function cardOf(fact: FactRecord, of: { person: string; hears: boolean }): CardRef {
  const stage = stageOf(fact)
  if (stage === 'objected' && of.hears) return { kind: 'hearing', key: fact.id }
  const again = stage === 'returned' && fact.recordedBy === of.person && fact.successor === null
  return { kind: again ? 'record' : 'approval', key: fact.id }
}
