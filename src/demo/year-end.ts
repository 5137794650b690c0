import { Document } from 'yaml'
import { day } from '../base/day.js'
import { type Person, type Roster, type RosterOn, rosterOn } from '../roster/roster.js'
import { halves, meritOf } from './merit.js'
import { randomFrom } from './random.js'

/** Ballots handed in for each assessee, of those handed out. */
const ballots = 52
const issued = 54

/**
 * The facts file of what no flow collects yet: performance scores and appraisal ballots of everybody
 * who is assessed, invented from the seed. `year-end-facts.yaml` is this text.
 */
export function yearEndText(roster: Roster, seed = 'kaohe'): string {
  const today = rosterOn(roster, day('2025-12-31'))
  const document = new Document({
    scheme: 'wuhan-civil-servants',
    year: '2025',
    roster: {
      units: today.units
        .filter((unit) => unit.kind !== 'leadership')
        .map(({ id, name }) => ({ id, name, heads: today.headsOf(id).map((head) => head.id) })),
      people: today.assessed.map((person) => assesseeOf(today, person)),
    },
    entered: today.assessed.map(({ id }) => ({
      part: 'performance',
      assessee: id,
      points: halves(
        168 + 2 * meritOf(seed, id) - randomFrom(`${seed} performance ${id}`).below(8),
      ),
    })),
    tallies: today.assessed.map(({ id }) => ({
      part: 'appraisal',
      assessee: id,
      values: ballotsOf(seed, id),
      issued: `${issued}`,
    })),
    closed: [
      { what: 'part', part: 'performance' },
      { what: 'part', part: 'appraisal' },
    ],
  })
  document.commentBefore = ' 演示单位没有在对话里采集的部分：绩效考核得分和民主测评计票。全部虚构。'
  for (const list of ['entered', 'tallies', 'closed']) flowItems(document, [list])
  for (const list of ['units', 'people']) flowItems(document, ['roster', list])
  return document.toString({ lineWidth: 0, defaultStringType: 'PLAIN' })
}

function assesseeOf(today: RosterOn, person: Person): Record<string, unknown> {
  return {
    id: person.id,
    name: person.name,
    unit: today.unitOf(person.id),
    tier: person.tier,
    post: person.post,
    ...(person.affiliated ? { affiliated: 'yes' } : {}),
    ...(today.headedBy(person.id).length > 0 ? { roles: ['unit-head'] } : {}),
  }
}

/** Points → how many gave them: four figures around what the person deserves. */
function ballotsOf(seed: string, person: string): Record<string, string> {
  const random = randomFrom(`${seed} ballots ${person}`)
  const high = 12 + meritOf(seed, person) + random.below(6)
  const low = random.below(5)
  const lowest = random.below(2)
  const middle = ballots - high - low - lowest
  const counts = { '95': high, '88': middle, '82': low, '75': lowest }
  return Object.fromEntries(
    Object.entries(counts).flatMap(([points, count]) => (count > 0 ? [[points, `${count}`]] : [])),
  )
}

/** One line for each item of a list. */
function flowItems(document: Document, path: readonly string[]): void {
  const list = document.getIn(path, true)
  if (typeof list !== 'object' || list === null || !('items' in list)) return
  if (!Array.isArray(list.items)) return
  for (const item of list.items) {
    if (typeof item === 'object' && item !== null) item.flow = true
  }
}
