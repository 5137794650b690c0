import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { stopwatch } from '../../src/base/real-time.js'
import { readDeployment } from '../../src/deployment/deployment.js'
import { leadsOf } from '../../src/roster/leads.js'
import { type Roster, rosterOn } from '../../src/roster/roster.js'
import { generatedBureau, writeGenerated } from '../bench/generated-bureau.js'

const today = day('2025-09-25')
const sizes = [60, 600, 5_000]
let folder = ''
let rosters: Map<number, Roster>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaohe-large-'))
  for (const people of sizes) writeGenerated(folder, { people, id: `of-${people}` })
  const { bureaus, problems } = readDeployment(folder, { today })
  expect(problems).toEqual([])
  rosters = new Map(bureaus.map((of) => [of.roster.people.length, of.roster]))
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function rosterOf(people: number): Roster {
  return must(rosters.get(people), `no bureau of ${people}`)
}

describe.each(sizes)('a generated bureau of %i people', (people) => {
  test('can run the scheme of the civil servants: each unit led, each role held, no name twice', () => {
    const roster = rosterOf(people)
    const on = rosterOn(roster, today)
    for (const unit of on.units.filter((of) => of.kind !== 'leadership')) {
      expect([unit.id, on.headsOf(unit.id).length, on.leadersOf(unit.id).length]).toEqual([
        unit.id,
        1,
        1,
      ])
    }
    expect(new Set(roster.people.map((of) => of.name)).size).toBe(people)
    expect(on.holders('staff')).toHaveLength(on.people.length)
  })

  test('is the same for the same seed and another for another', () => {
    const one = JSON.stringify(generatedBureau({ people }))
    expect(JSON.stringify(generatedBureau({ people }))).toBe(one)
    expect(JSON.stringify(generatedBureau({ people, seed: 'other' }))).not.toBe(one)
  })
})

/** The shortest of some runs of 20,000 questions, in milliseconds. */
function questionsMs(roster: Roster): number {
  const on = rosterOn(roster, today)
  const ask = (): void => {
    for (let at = 0; at < 20_000; at++) {
      const { id } = must(on.people[at % 50], 'too few')
      const unit = on.unitOf(id) ?? ''
      on.headsOf(unit)
      on.leadersOf(unit)
      on.holders('assessment-office')
      on.nameOf(id)
      leadsOf(on, id)
    }
  }
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const since = stopwatch()
      ask()
      return since()
    }),
  )
}

test('who heads, leads and holds what costs about the same among 5,000 people as among 60', () => {
  const small = questionsMs(rosterOf(60))
  const large = questionsMs(rosterOf(5_000))
  // By going through everybody it would be eighty times as much.
  expect(large / small).toBeLessThan(4)
})
