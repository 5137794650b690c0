import { yearShown } from '../publication/results.js'
import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import type { Standing } from '../../scoring/statement.js'
import { mayNot } from '../access.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { find } from '../publication/found.js'
import { publishedSlice } from '../publication/published.js'
import { readDigest } from '../report/actions.js'
import { digestKey } from '../report/digest-key.js'
import { reportMonthOf } from '../report/months.js'
import { mayNotRead, standingKey, statementOf } from '../standing/view.js'
import { releasedCycles } from './released.js'
import { type OwnPlace, placeOf } from './view.js'

/** `/unit`: a unit with its results as far as they are published, and how it stands in what runs. */
export interface UnitView {
  kind: 'unit'
  name: string
  heads: string[]
  leaders: string[]
  members: number
  published: {
    scheme: string
    year: string
    version: number
    until: Day
    provisional: boolean
    over: boolean
    place: OwnPlace
    card: CardRef
  }[]
  running: {
    scheme: string
    year: string
    standing: Standing
    final: string | null
    card: CardRef
  }[]
  digest: CardRef | null
  /** Other units of the reader. */
  others: { name: string; card: CardRef }[]
}

/** Results of earlier years that stand on the card. */
const publishedMost = 4

/**
 * Access: who belongs to the unit, heads it, is in charge of it; the principal leader and the office.
 * @refuses gone
 */
export async function viewUnit(seeing: Seeing, key: string): Promise<UnitView | GoneView> {
  const { bureau, person } = seeing
  const { roster } = bureau
  const unit = roster.unit(key)
  if (person === null || !unit || !roster.person(person) || mayNotRead(bureau, person, key)) {
    return { kind: 'gone', code: 'gone' }
  }
  const mine = [...roster.headedBy(person), ...roster.inChargeOf(person)]
  const month = reportMonthOf(seeing.calendar, seeing.today, bureau.work)
  const readsDigest = mayNot(bureau, person, readDigest, { unit: key }) === null
  return {
    kind: 'unit',
    name: unit.name,
    heads: roster.headsOf(key).map(({ name }) => name),
    leaders: roster.leadersOf(key).map(({ name }) => name),
    members: roster.people.filter(({ id }) => roster.unitOf(id) === key).length,
    published: await publishedOf(seeing, key),
    running: runningOf(seeing, key),
    digest: readsDigest ? { kind: 'digest', key: digestKey(month, key) } : null,
    others: [...new Set(mine)]
      .filter((id) => id !== key)
      .map((id) => ({ name: roster.unitNameOf(id), card: { kind: 'unit', key: id } })),
  }
}

async function publishedOf(seeing: Seeing, unit: string): Promise<UnitView['published']> {
  const shown: UnitView['published'] = []
  for (const cycle of releasedCycles(seeing)) {
    const last = seeing.collected.of(publishedSlice).get(cycle)?.at(-1)
    const found = last && (await find(seeing, last.id))
    const words = found?.snapshot.words
    if (!found || words?.assesses !== 'unit' || !Object.hasOwn(words.assessees, unit)) continue
    const { snapshot, publicity } = found
    shown.push({
      ...{ scheme: words.scheme, year: yearShown(words), version: snapshot.version },
      ...{ ...publicity, over: seeing.today > publicity.until },
      ...{ place: placeOf(snapshot, unit), card: { kind: 'rank', key: cycle } },
    })
    if (shown.length === publishedMost) break
  }
  return shown
}

/** Cycles that assess the unit and of which nothing is published yet. */
function runningOf(seeing: Seeing, unit: string): UnitView['running'] {
  const published = seeing.collected.of(publishedSlice)
  return seeing.bureau.cycles.flatMap((cycle) => {
    if (published.has(cycle.id) || cycle.scheme.assessee !== 'unit') return []
    const statement = statementOf(seeing, cycle, unit)
    if (!statement) return []
    const { settled, lowest, highest, total } = statement
    return [
      {
        ...{ scheme: cycle.scheme.shortTitle, year: yearNameOf(cycle) },
        ...{ standing: { settled, lowest, highest }, final: total },
        card: { kind: 'standing', key: standingKey(cycle, unit) },
      },
    ]
  })
}
