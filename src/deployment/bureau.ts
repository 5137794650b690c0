import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type DocumentPath, readDocument, type YamlDocument } from '../base/document.js'
import { nearest } from '../base/nearest.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { checkFit, checkRosterWords, type FitPlace, type LeftOut } from '../binding/fits.js'
import type { BoundWork } from '../binding/work.js'
import { checkFacts } from '../factsfile/check.js'
import { type FactsFile, readFacts } from '../factsfile/shape.js'
import { readRosterFile, type RosterReading } from '../roster/roster-file.js'
import type { Roster } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { bureauFileShape } from './bureau-file.js'
import type { Reading, ReadingOptions } from './reading.js'
import { checkWork, readWork } from './work.js'

/** A bureau as its folder says: everything that it runs with. */
export interface BureauFiles {
  id: string
  name: string
  folder: string
  /** Name of its group in the chat, where results are published; null when it has none. */
  group: string | null
  /** In the order of the file; the first is what a bare command is about. */
  schemes: readonly Scheme[]
  /** Scheme id → what the scheme names and the bureau does not have. */
  leavesOut: ReadonlyMap<string, readonly LeftOut[]>
  /** Its work rules; null when it names none. */
  work: BoundWork | null
  /** The monthly table of information goes into the group too. */
  informationToGroup: boolean
  /** Years for which what people wrote is kept. */
  recordsKept: number
  roster: Roster
  /** `roster.yaml`, watched for changes. */
  rosterPath: string
  /** Facts files with the parts that no card collects yet, each checked against its scheme. */
  inputs: readonly { path: string; scheme: Scheme; facts: FactsFile }[]
  /** Folder of the bureau's own rest and make-up days, which need not be there. */
  calendarFolder: string
}

/** What reading a bureau's folder gives. */
export interface BureauReading {
  /** Null when any problem is an error. */
  bureau: BureauFiles | null
  /** Its id, as far as that can be read. */
  id: string | null
  problems: Problem[]
  /** Where something stands in bureau.yaml. */
  positionOf: YamlDocument<unknown>['positionOf']
}

/**
 * Reads a bureau's folder: `bureau.yaml`, `roster.yaml`, the schemes that it names, their facts files. All that is wrong
 * comes back at once with file, line and column; nothing throws for what people may have written.
 */
export function readBureau(folder: string, options: ReadingOptions): BureauReading {
  const document = readDocument(join(folder, 'bureau.yaml'), bureauFileShape)
  const problems = [...document.problems]
  const { positionOf, value: file } = document
  if (!file) return { bureau: null, id: null, problems, positionOf }
  const tell: Reading['tell'] = (code, message, path, look) => {
    const place = positionOf(path, look)
    problems.push({ code, level: 'error', message, file: document.file, ...place })
  }
  const reading = { ...options, folder, document, file, problems, tell }
  const schemes = readSchemes(reading)
  const known = schemes.flatMap((one) => (one ? [one] : []))
  const whole = known.length === schemes.length
  const work = readWork(reading)
  const roster = readRoster(reading, { schemes: known, work, whole })
  if (roster.roster && whole) {
    checkFits(reading, { ...roster, roster: roster.roster }, schemes)
    if (work) checkWork(reading, { work, roster: roster.roster, schemes: known })
  }
  checkLeavesOut(reading, schemes)
  const inputs = file.inputs.map((_, at) => readInputs(reading, at, known))
  const failed = problems.some((one) => one.level === 'error')
  const parts = { schemes: known, work, inputs }
  const bureau = failed || !roster.roster ? null : filesOf(reading, roster.roster, parts)
  return { bureau, id: file.id, problems: sortProblems(problems), positionOf }
}

function filesOf(
  { folder, file }: Reading,
  roster: Roster,
  of: {
    schemes: readonly Scheme[]
    work: BoundWork | null
    inputs: readonly (BureauFiles['inputs'][number] | null)[]
  },
): BureauFiles {
  return {
    id: file.id,
    name: file.name,
    folder,
    group: file.group ?? null,
    schemes: of.schemes,
    work: of.work,
    informationToGroup: file['information-table'] === 'group',
    recordsKept: file['records-kept'],
    leavesOut: new Map(Object.entries(file['leaves-out'])),
    roster,
    rosterPath: join(folder, 'roster.yaml'),
    inputs: of.inputs.flatMap((one) => (one ? [one] : [])),
    calendarFolder: join(folder, 'calendar'),
  }
}

/** The schemes by their place in the file; null for one that there is not, or that has errors. */
function readSchemes({ shelf, folder, file, problems, tell }: Reading): (Scheme | null)[] {
  const seen = new Set<string>()
  return file.schemes.map((named, at) => {
    const path = ['schemes', at]
    const found = shelf.find(named, folder)
    if (found === null) {
      const all = shelf.known()
      const hint = /[./\\]/.test(named)
        ? '：应是一个有 scheme.yaml 的文件夹，从 bureau.yaml 所在的文件夹算起'
        : `${nearest(named, all)} 现有：${all.map((one) => one.id).join('、')}`
      tell('unknown-scheme', `没有考核办法“${named}”${hint}`, path)
      return null
    }
    const { scheme, problems: ofScheme } = shelf.read(found)
    problems.push(...ofScheme.filter((one) => one.level === 'error'))
    if (scheme && seen.has(scheme.id)) {
      tell('duplicate', `考核办法“${scheme.id}”写了两次`, path)
    }
    if (scheme) seen.add(scheme.id)
    return scheme
  })
}

function readRoster(
  reading: Reading,
  of: { schemes: readonly Scheme[]; work: BoundWork | null; whole: boolean },
): RosterReading {
  const { folder, file, problems } = reading
  const named = [...of.schemes, ...(of.work ? [of.work.rules] : [])]
  const path = join(folder, 'roster.yaml')
  const roster = readRosterFile(path, { roles: named.flatMap((one) => one.roles) })
  // A role may belong to a scheme that could not be read: its own fault is told, not what follows from it.
  problems.push(...roster.problems.filter((one) => of.whole || one.code !== 'unknown-role'))
  const said = roster.roster?.bureau
  for (const key of ['id', 'name'] as const) {
    if (said === undefined || said[key] === file[key]) continue
    const message = `与 bureau.yaml 不一致：那里是“${file[key]}”，这里是“${said[key]}”`
    const place = roster.positionOf(['bureau', key])
    problems.push({ code: 'other-bureau', level: 'error', message, file: path, ...place })
  }
  return roster
}

function checkFits(
  reading: Reading,
  of: RosterReading & { roster: Roster },
  schemes: readonly (Scheme | null)[],
): void {
  const { file, today, tell, problems, folder } = reading
  const inRoster = (level: Problem['level'], code: string, message: string, path: DocumentPath) => {
    const place = { file: join(folder, 'roster.yaml'), ...of.positionOf(path) }
    problems.push({ code, level, message, ...place })
  }
  for (const [at, scheme] of schemes.entries()) {
    if (!scheme) continue
    const leftOut = file['leaves-out'][scheme.id] ?? []
    checkFit({ scheme, roster: of.roster, leftOut, today }, (code, message, place: FitPlace) => {
      if (place === 'scheme')
        tell(code, `不能按“${scheme.shortTitle}”考核：${message}`, ['schemes', at])
      else if ('roster' in place) inRoster('error', code, message, place.roster)
      else tell(code, message, ['leaves-out', scheme.id, place.leftOut, 'id'])
    })
  }
  const known = schemes.flatMap((one) => (one ? [one] : []))
  checkRosterWords(of.roster, known, (code, message, path) =>
    inRoster('error', code, message, path),
  )
}

function checkLeavesOut({ file, tell }: Reading, schemes: readonly (Scheme | null)[]): void {
  if (schemes.includes(null)) return
  const ids = schemes.flatMap((one) => (one ? [one.id] : []))
  for (const scheme of Object.keys(file['leaves-out'])) {
    if (ids.includes(scheme)) continue
    const why = `schemes 里没有考核办法“${scheme}”，可用：${ids.join('、')}`
    tell('unknown-scheme', why, ['leaves-out', scheme], { at: 'key' })
  }
}

/** A facts file, when it can be counted. */
function readInputs(
  { folder, file, problems, tell }: Reading,
  at: number,
  schemes: readonly Scheme[],
): BureauFiles['inputs'][number] | null {
  const path = resolve(folder, file.inputs[at] ?? '')
  if (!existsSync(path)) {
    tell('unreadable-file', `没有事实文件“${file.inputs[at]}”`, ['inputs', at])
    return null
  }
  const document = readFacts(path)
  problems.push(...document.problems)
  if (!document.value) return null
  const scheme = schemes.find((one) => one.id === document.value?.scheme)
  if (!scheme) {
    const why = `事实文件写的考核办法“${document.value.scheme ?? ''}”不在 schemes 里`
    tell('unknown-scheme', why, ['inputs', at])
    return null
  }
  problems.push(...checkFacts(scheme, document.value, { document }))
  return { path, scheme, facts: document.value }
}
