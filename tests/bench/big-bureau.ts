import { must } from '../../src/base/bug.js'
import { addDays, type Day, day } from '../../src/base/day.js'
import type { Json } from '../../src/base/json.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import {
  factApproved,
  factEffective,
  factProposed,
  factTold,
  factVerified,
} from '../../src/flows/fact/entries.js'
import { ratingSubmitted } from '../../src/flows/rating/entries.js'
import { reportSubmitted } from '../../src/flows/report/entries.js'
import type { Person, RoleHeld, Roster } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { putAddresses } from '../../src/storage/addresses.js'
import type { Storage, Tx } from '../../src/storage/database.js'
import { append } from '../../src/storage/ledger.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'

const since = day('2024-01-01')
const perUnit = 12
const leaders = 5

/** A bureau of so many people in units of twelve, each with a head, led by five leaders; `p0` is the office. */
export function bigRoster(id: string, people: number): Roster {
  const units = Math.max(1, Math.ceil(people / perUnit))
  const unitIds = Array.from({ length: units }, (_, n) => `u${n}`)
  const person = (
    of: string,
    unit: string,
    roles: Omit<RoleHeld, 'from'>[],
    tier: string | null,
  ): Person => ({
    ...{ id: of, name: `张${of}`, employeeNo: `${id}-${of}`, tier, post: '' },
    ...{ affiliated: false, memberships: [{ unit, from: since }] },
    roles: roles.map((role) => ({ ...role, from: since })),
  })
  const staff = Array.from({ length: people }, (_, n) => {
    const unit = must(unitIds[Math.floor(n / perUnit)], 'a unit')
    const head = n % perUnit === 0
    const roles = [
      ...(head ? [{ role: 'unit-head', unit }] : []),
      ...(n === 0 ? [{ role: 'assessment-office' }] : []),
    ]
    return person(`p${n}`, unit, roles, head ? 'L1' : 'L2')
  })
  const above = Array.from({ length: leaders }, (_, n) =>
    person(
      `l${n}`,
      'lead',
      [
        { role: 'party-group' },
        ...(n === 0 ? [{ role: 'principal-leader' }] : []),
        ...unitIds
          .filter((_, at) => at % leaders === n)
          .map((unit) => ({ role: 'leader-in-charge', unit })),
      ],
      null,
    ),
  )
  return {
    bureau: { id, name: '某局' },
    tiers: { L1: '副处级及以上', L2: '主任科员及以下' },
    roleNames: {},
    units: [
      { id: 'lead', name: '局领导', kind: 'leadership' },
      ...unitIds.map((unit) => ({ id: unit, name: `处室${unit}`, kind: 'business' })),
    ],
    people: [...above, ...staff],
  }
}

/** Entries in one transaction: a chunk that stays short. */
const chunk = 500

/**
 * Makes the bureau with a cycle of 2025 and so many entries: six in ten reports, three in ten facts with every step,
 * the rest ratings. Everybody has the address `ou_<bureau>_<person>`. Answers the cycle's id.
 */
export async function makeBigBureau(
  storage: Storage,
  of: { id: string; people: number; entries: number; scheme: Scheme },
): Promise<string> {
  const { id, people, scheme } = of
  const roster = bigRoster(id, people)
  const cycle = await storage.transact('work', async (tx) => {
    await replaceRoster(tx, id, JSON.parse(JSON.stringify(roster)))
    const addresses = new Map(roster.people.map((one) => [one.id, `ou_${id}_${one.id}`]))
    await putAddresses(tx, id, addresses)
    return openCycle(tx, { bureau: id, scheme, year: 2025, on: day('2025-01-02'), by: 'system' })
  })
  let written = 1
  let n = 0
  while (written < of.entries) {
    await storage.transact('work', async (tx) => {
      for (let end = written + chunk; written < Math.min(end, of.entries); n++) {
        written += happening(tx, { id, people, cycle, n })
      }
    })
  }
  return cycle
}

/** Something of the year; answers how many entries it was. */
function happening(
  tx: Tx,
  { id, people, cycle, n }: { id: string; people: number; cycle: string; n: number },
): number {
  const person = `p${(n * 7) % people}`
  const unit = `u${Math.floor(((n * 7) % people) / perUnit)}`
  const on = addDays(day('2025-01-03'), (n * 13) % 260)
  const write = (
    kind: string,
    more: {
      day?: Day
      by?: string
      about?: string
      subject?: string
      cycle?: string
      period?: string
      body: Json
      personal?: Json
    },
  ): string => append(tx, { bureau: id, kind, day: on, by: person, ...more })
  const turn = n % 20
  if (turn < 17) {
    const period = `2025-0${1 + (Math.floor(n / people) % 9)}`
    const body = { done: 2, underWay: 1, notDone: 0, plans: 2 }
    const text = { items: [], extra: '整理台账', plans: ['写总结', '办提案'] }
    write(reportSubmitted.kind, { subject: person, period, body, personal: text })
    return 1
  }
  if (turn === 17) {
    const ratings = [{ assessee: person, points: '92.5' }]
    const body = { part: 'superior', raterClass: 'leader-in-charge', ratings }
    write(ratingSubmitted.kind, { by: 'l0', cycle, period: '2025-Q2', body })
    return 1
  }
  const kind = turn === 18 ? 'late' : 'absent'
  const body = { kind, persons: [person], units: [unit] }
  const fact = write(factProposed.kind, { by: 'p0', body, personal: { note: '抽查时不在岗' } })
  const about = { about: fact, subject: person }
  write(factVerified.kind, { ...about, body: { role: 'unit-head' } })
  write(factApproved.kind, { ...about, by: 'l0', body: { role: 'leader-in-charge' } })
  write(factTold.kind, { ...about, by: 'l0', body: { objectUntil: addDays(on, 7) } })
  write(factEffective.kind, { ...about, by: 'system', body: { ground: 'window-passed' } })
  return 5
}
