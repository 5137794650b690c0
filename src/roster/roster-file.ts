import type { Day } from '../base/day.js'
import { type DocumentPath, parseYaml, readDocument, type YamlDocument } from '../base/document.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { checkRoster } from './checks.js'
import { type PersonInFile, type RosterFile, rosterFileShape } from './file-shape.js'
import { type RoleWord, roleWords } from './roles.js'
import type { Placed, PlacedPerson, Tell } from './placed.js'
import {
  type Membership,
  type Person,
  type RoleHeld,
  type Roster,
  tiersOf,
  type Unit,
} from './roster.js'

/*
 * A roster file (名册) is YAML, UTF-8. Units, roles may be named by id or by their Chinese name.
 *
 *   bureau: { id: keji, name: 市科技局 }
 *   from: 2025-01-01              # first day of whatever names no day of its own
 *   tiers:                        # layers that are ranked together; ids as the scheme has them
 *     L1: 副处级及以上
 *   roles:                        # further functions, beside the product's (roles.ts) and the schemes'; none is needed
 *     archive-office: 档案室
 *   units:
 *     - { id: u-office, name: 办公室, kind: general, posts: 5, department: 办公室 }
 *     - id: gas                   # the id that the scheme has for it, where the scheme lists its units
 *       name: 燃管站
 *       kind: business
 *       tier: departments         # left out: not assessed as a unit; [departments, offices]: by two regulations
 *       branch: first             # of the units that bear each other's facts
 *       traits: [has-caravan]     # as the scheme names them; people may have some too
 *       to: 2025-06-30            # it was dissolved; `from` likewise
 *   people:
 *     - id: p-01
 *       name: 江一帆
 *       employeeNo: 1001
 *       userId: u1001             # only where the platform's user id is known
 *       tier: L1                  # left out: not assessed; [L1, heads]: in one of each of two regulations
 *       post: 主任
 *       affiliated: yes           # 参公; left out: no
 *       unit: 办公室              # one unit since `from` …
 *       roles: [处室负责人]       # … and roles from that day; a unit's role is for the own unit
 *     - id: p-02                  # or everything with its days; both ends are counted
 *       name: 陆知秋
 *       employeeNo: 1002
 *       tier: L1
 *       memberships:
 *         - { unit: 办公室, to: 2025-06-30 }
 *         - { unit: 政治处, from: 2025-07-01 }
 *       roles:
 *         - { role: 分管领导, units: [办公室, 政治处], from: 2025-07-01, to: 2025-12-31 }
 */

/** What reading a roster file gives: the roster, or null when any problem is an error. */
export interface RosterReading {
  roster: Roster | null
  problems: Problem[]
  /** Where something stands in the file, for what is found out later; lists are in the roster's order. */
  positionOf: YamlDocument<unknown>['positionOf']
}

/** What a reader may know beyond the file. */
export interface RosterReadingOptions {
  /** Roles of the schemes in use; the file may use them without declaring them. */
  roles?: readonly { id: string; name: string }[]
}

/** Reads a roster file; nothing throws for what people may have written. */
export function readRosterFile(path: string, options: RosterReadingOptions = {}): RosterReading {
  return fromDocument(readDocument(path, rosterFileShape), options)
}

/** The same for content already in memory. `file` is what problems name. */
export function readRosterText(
  text: Uint8Array | string,
  file: string,
  options: RosterReadingOptions = {},
): RosterReading {
  return fromDocument(parseYaml(text, file, rosterFileShape), options)
}

function fromDocument(
  document: YamlDocument<RosterFile>,
  options: RosterReadingOptions,
): RosterReading {
  const { positionOf } = document
  if (!document.value) return { roster: null, problems: document.problems, positionOf }
  const problems = [...document.problems]
  const tell: Tell = (level, code, message, path) => {
    problems.push({ code, level, message, file: document.file, ...positionOf(path) })
  }
  const file = document.value
  const declared = Object.entries(file.roles).map(([id, name]) => ({ id, name }))
  const words = roleWords([...(options.roles ?? []), ...declared])
  const reading = { file, words, tell }
  checkUnits(reading)
  const people = file.people.map((of, index) => readPerson(reading, of, index))
  const roster = rosterOf(file, words, people)
  checkRoster(roster, people, tell)
  const failed = problems.some((problem) => problem.level === 'error')
  return { roster: failed ? null : roster, problems: sortProblems(problems), positionOf }
}

function rosterOf(
  file: RosterFile,
  words: readonly RoleWord[],
  people: readonly PlacedPerson[],
): Roster {
  return {
    bureau: file.bureau,
    tiers: file.tiers,
    roleNames: Object.fromEntries(words.map((word) => [word.id, word.name])),
    units: file.units.map(unitOf),
    people: people.map((of) => of.person),
  }
}

function unitOf(of: RosterFile['units'][number]): Unit {
  const { id, name, kind, department, posts, tier, traits, branch, from, to } = of
  return {
    id,
    name,
    kind,
    ...(department === undefined ? {} : { departmentName: department }),
    ...(posts === undefined ? {} : { posts: Number.parseInt(posts, 10) }),
    ...(tier === undefined ? {} : { tier }),
    ...(traits === undefined ? {} : { traits }),
    ...(branch === undefined ? {} : { branch }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

interface Reading {
  file: RosterFile
  words: readonly RoleWord[]
  tell: Tell
}

function readPerson(reading: Reading, of: PersonInFile, index: number): PlacedPerson {
  const path: DocumentPath = ['people', index]
  const memberships = readMemberships(reading, of, path)
  const roles = of.roles.flatMap((written, at) =>
    readRole(reading, { of, written, path: [...path, 'roles', at] }),
  )
  checkTiers(reading, of.tier, path)
  const person: Person = {
    id: of.id,
    name: of.name,
    employeeNo: of.employeeNo,
    ...(of.userId === undefined ? {} : { userId: of.userId }),
    tier: of.tier === undefined || of.tier.length === 0 ? null : of.tier,
    post: of.post,
    affiliated: of.affiliated === 'yes',
    ...(of.traits === undefined ? {} : { traits: of.traits }),
    memberships: memberships.map((m) => m.value).sort((a, b) => (a.from < b.from ? -1 : 1)),
    roles: roles.map((role) => role.value),
  }
  return { person, path, memberships, roles }
}

function checkTiers(
  { file, tell }: Reading,
  written: PersonInFile['tier'],
  path: DocumentPath,
): void {
  if (written === undefined || written === '') return
  for (const [at, tier] of tiersOf({ tier: written }).entries()) {
    if (Object.hasOwn(file.tiers, tier)) continue
    const known = Object.keys(file.tiers).join('、')
    const place = [...path, 'tier', ...(typeof written === 'string' ? [] : [at])]
    tell('error', 'unknown-tier', `没有层次“${tier}”，可用：${known}`, place)
  }
}

function checkUnits(reading: Reading): void {
  for (const [index, unit] of reading.file.units.entries()) {
    const path: DocumentPath = ['units', index]
    checkTiers(reading, unit.tier, path)
    spanOf(reading, unit, path)
  }
}

function readMemberships(
  reading: Reading,
  of: PersonInFile,
  path: DocumentPath,
): Placed<Membership>[] {
  if (of.memberships !== undefined && of.unit !== undefined) {
    const why = 'unit 和 memberships 只能写一样：调动过的人只写 memberships'
    reading.tell('error', 'unit-twice', why, [...path, 'unit'])
  }
  if (of.unit === undefined && (of.memberships ?? []).length === 0) {
    reading.tell('error', 'no-unit', `${of.name}没有写在哪个处室（unit）`, path)
  }
  const listed = of.memberships?.map((m, at) => ({ ...m, path: [...path, 'memberships', at] }))
  const single = of.unit === undefined ? [] : [{ unit: of.unit, from: of.from, to: of.to, path }]
  return (listed ?? single).flatMap((m) => {
    const unit = unitNamed(reading, m.unit, [...m.path, 'unit'])
    const span = spanOf(reading, m, m.path)
    return unit && span ? [{ value: { unit, ...span }, path: m.path }] : []
  })
}

interface RoleInFile {
  of: PersonInFile
  written: PersonInFile['roles'][number]
  path: DocumentPath
}

function readRole(reading: Reading, { of, written, path }: RoleInFile): Placed<RoleHeld>[] {
  const short = typeof written === 'string'
  const name = short ? written : written.role
  const at = short ? path : [...path, 'role']
  const word = reading.words.find(
    (known) => known.id === name || known.name === name || known.otherNames.includes(name),
  )
  if (!word) {
    const names = reading.words.map((known) => known.name).join('、')
    reading.tell('error', 'unknown-role', `没有角色“${name}”，可用：${names}`, at)
    return []
  }
  const span = spanOf(reading, short ? { from: of.from, to: of.to } : written, path)
  if (!span) return []
  const named = short ? [] : namedUnits(written, path)
  if (word.scope === 'bureau' && named.length > 0) {
    reading.tell('error', 'role-without-unit', `“${word.name}”是全局的角色，不写处室`, path)
    return []
  }
  const own = lastUnit(of)
  const wanted =
    named.length > 0 || word.scope !== 'unit' || own === null ? named : [{ text: own, path: at }]
  if (wanted.length === 0 && word.scope === 'unit') {
    reading.tell('error', 'role-needs-unit', `“${word.name}”要写明是哪个处室的（unit）`, path)
    return []
  }
  if (wanted.length === 0) return [{ value: { role: word.id, ...span }, path }]
  return wanted.flatMap((name) => {
    const unit = unitNamed(reading, name.text, name.path)
    return unit ? [{ value: { role: word.id, unit, ...span }, path }] : []
  })
}

/** The units that a role is written for, with their places. */
function namedUnits(
  written: Exclude<RoleInFile['written'], string>,
  path: DocumentPath,
): { text: string; path: DocumentPath }[] {
  const single = written.unit === undefined ? [] : [{ text: written.unit, path: [...path, 'unit'] }]
  const several = (written.units ?? []).map((text, at) => ({ text, path: [...path, 'units', at] }))
  return [...single, ...several]
}

function lastUnit(of: PersonInFile): string | null {
  return of.memberships?.at(-1)?.unit ?? of.unit ?? null
}

function unitNamed(reading: Reading, text: string, path: DocumentPath): string | null {
  const unit = reading.file.units.find((of) => of.id === text || of.name === text)
  if (unit) return unit.id
  reading.tell('error', 'unknown-unit', `没有处室“${text}”，请核对 units 里的名称`, path)
  return null
}

function spanOf(
  reading: Reading,
  of: { from?: Day | undefined; to?: Day | undefined },
  path: DocumentPath,
): { from: Day; to?: Day } | null {
  const from = of.from ?? reading.file.from
  if (of.to === undefined) return { from }
  if (from <= of.to) return { from, to: of.to }
  const why = `结束日 ${of.to} 早于开始日 ${from}`
  reading.tell('error', 'days-reversed', why, [...path, 'to'])
  return null
}
