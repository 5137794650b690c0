import fc from 'fast-check'
import { expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day, type Day, momentOf } from '../../src/base/day.js'
import { canonicalJson, type Json } from '../../src/base/json.js'
import { demoRoster } from '../../src/demo/bureau.js'
import { slices } from '../../src/flows/all.js'
import { Collected } from '../../src/flows/collected.js'
import type { Bureau } from '../../src/flows/context.js'
import {
  factEffective,
  factProposed,
  factTold,
  factWithdrawn,
} from '../../src/flows/fact/entries.js'
import { chargedIn } from '../../src/flows/fact/procedure.js'
import { ratingSubmitted } from '../../src/flows/rating/entries.js'
import { inputAround, scoringInput } from '../../src/flows/scoring-input.js'
import type { Roster } from '../../src/roster/roster.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreOne } from '../../src/scoring/engine.js'
import { bureauOf } from '../access/bureau.js'

const asOf = day('2025-11-30')

/** The units of the departments scheme with three people each, the first of them its head. */
function departmentsRoster(units: readonly { id: string; name: string }[]): Roster {
  const from = day('2024-01-01')
  return {
    bureau: { id: 'departments', name: '某局' },
    tiers: {},
    roleNames: {},
    units: units.map(({ id, name }) => ({ id, name, kind: 'business', tier: 'departments' })),
    people: units.flatMap((unit) =>
      [0, 1, 2].map((n) => ({
        ...{ id: `${unit.id}-${n}`, name: `${unit.name}${n}`, employeeNo: `${unit.id}-${n}` },
        ...{ tier: null, post: '', affiliated: false, memberships: [{ unit: unit.id, from }] },
        roles: n === 0 ? [{ role: 'unit-head', unit: unit.id, from }] : [],
      })),
    ),
  }
}

const people = must(readScheme('schemes/wuhan-civil-servants').scheme, 'it reads')
const departments = must(readScheme('schemes/wujin-departments').scheme, 'it reads')
const bureaus = {
  people: bureauOf(demoRoster(), [people], asOf),
  departments: bureauOf(departmentsRoster(departments.units), [departments], asOf),
}

const drawn = fc.record({
  kind: fc.nat(),
  who: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  on: fc.integer({ min: 1, max: 330 }),
  matter: fc.constantFrom('m1', 'm2', 'm3', undefined),
  joint: fc.boolean(),
  ends: fc.array(fc.constantFrom('told', 'effective', 'withdrawn'), {
    minLength: 8,
    maxLength: 8,
  }),
  rated: fc.integer({ min: 60, max: 100 }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

function dayNumber(n: number): Day {
  const month = 1 + Math.floor((n - 1) / 28)
  const padded = (of: number): string => `${of}`.padStart(2, '0')
  return day(`2025-${padded(Math.min(month, 12))}-${padded(1 + ((n - 1) % 28))}`)
}

/** A ledger of random facts with what became of each charge, and a rating beside each. */
function collect(bureau: Bureau, all: readonly Drawn[]): Collected {
  const collected = new Collected(slices)
  const cycle = must(bureau.cycles[0], 'a cycle')
  const kinds = [...cycle.countedBy.keys()]
  let sequence = 0
  const add = (
    kind: string,
    of: {
      id?: string
      day?: Day
      about?: string
      subject?: string
      body: Json
      cycle?: string
      period?: string
      by?: string
    },
  ): void => {
    sequence += 1
    const { id = `e${sequence}`, about = null, subject = null, body } = of
    const { cycle: in_ = null, period = null, by = 'p01' } = of
    const at = momentOf(of.day ?? asOf, '10:00')
    collected.add({
      id,
      sequence,
      kind,
      day: of.day ?? asOf,
      by,
      cycle: in_,
      subject,
      about,
      period,
      body,
      at,
    })
  }
  for (const [index, one] of all.entries()) {
    const on = dayNumber(one.on)
    const persons = [
      ...new Set(
        one.who.map(
          (n) => must(bureau.roster.people[n % bureau.roster.people.length], 'somebody').id,
        ),
      ),
    ]
    const units = [...new Set(persons.map((id) => bureau.roster.unitOf(id) ?? ''))]
    const joint = one.joint && cycle.scheme.assessee === 'unit' ? units : persons
    const body = {
      kind: must(kinds[one.kind % kinds.length], 'a kind'),
      persons,
      units,
      ...(one.matter === undefined ? {} : { matter: one.matter }),
      ...(one.joint ? { joint: joint.map((who) => ({ who })) } : {}),
      quantity: '2',
      points: { person: '0.5', unit: '0.5', head: '0.3', members: '0.2' },
    }
    const id = `f${index}`
    add(factProposed.kind, { id, day: on, body })
    for (const [at, { whose }] of chargedIn(bureau, body, on).entries()) {
      const ends = one.ends[at % one.ends.length]
      add(factTold.kind, { about: id, subject: whose, body: { objectUntil: '2025-12-31' } })
      if (ends === 'effective') {
        add(factEffective.kind, { about: id, subject: whose, body: { ground: 'window-passed' } })
      } else if (ends === 'withdrawn')
        add(factWithdrawn.kind, { about: id, subject: whose, body: {} })
    }
    const ratings = persons.map((assessee) => ({ assessee, points: `${one.rated}` }))
    const rated = { part: 'superior', raterClass: 'leader-in-charge', ratings }
    add(ratingSubmitted.kind, { cycle: cycle.id, period: '2025-Q1', body: rated })
  }
  return collected
}

test.each(Object.entries(bureaus))(
  'a statement depends on nothing but what stands around its assessee: %s',
  (_name, bureau) => {
    const cycle = must(bureau.cycles[0], 'a cycle')
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 5, maxLength: 60 }), fc.nat(), (all, first) => {
        const situation = { bureau, collected: collect(bureau, all) }
        const whole = scoringInput(situation, cycle, asOf)
        for (let n = 0; n < 8; n++) {
          const at = (first + n * 7) % cycle.assessees.length
          const assessee = must(cycle.assessees[at], 'an assessee')
          const around = inputAround(situation, cycle, { asOf, assessee })
          expect(canonicalJson(scoreOne(around, assessee.id))).toBe(
            canonicalJson(scoreOne(whole, assessee.id)),
          )
        }
      }),
      { numRuns: 60 },
    )
  },
  120_000,
)
