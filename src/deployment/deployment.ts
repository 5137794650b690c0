import { existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Day } from '../base/day.js'
import { type Problem, sortProblems } from '../base/problem.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { type BureauFiles, type BureauReading, readBureau } from './bureau.js'
import { SchemeShelf } from './schemes.js'

/** What a folder of bureaus gives. */
export interface Deployment {
  /** The bureaus without errors, in the order of their folders' names: the first is the main one. */
  bureaus: readonly BureauFiles[]
  /** Every scheme that any of them runs, once. */
  schemes: readonly Scheme[]
  /** Folders of bureaus with errors. They are left out; the others run. */
  refused: readonly string[]
  problems: Problem[]
}

/** What reading a deployment needs. */
export interface DeploymentOptions {
  /** A folder with further schemes (KAOHE_SCHEMES), which come before those of the program. */
  schemes?: string | undefined
  today: Day
}

/**
 * Reads the bureaus of a deployment (KAOHE_BUREAUS): a folder in which each folder is a bureau, or one with the
 * bureau.yaml of a single one, or several of these, as in PATH. They are in the order written, those of one folder in
 * the order of their folders' names: the first is the main one. All faults of all bureaus come back at once with
 * file, line and column; nothing throws for what people may have written. Ids are unique over the bureaus, and
 * one id of a scheme means one scheme over all of them.
 */
export function readDeployment(written: string, options: DeploymentOptions): Deployment {
  const listed = written.split(delimiter).map(bureausIn)
  const missing = listed.flatMap((one) => ('code' in one ? [one] : []))
  const folders = listed.flatMap((one) => ('code' in one ? [] : one))
  const deployment = readBureaus(folders, options)
  return { ...deployment, problems: sortProblems([...missing, ...deployment.problems]) }
}

/** The folders of the bureaus in one folder, or why there are none. */
function bureausIn(folder: string): string[] | Problem {
  const problem = (code: string, message: string): Problem => {
    return { code, level: 'error', message, file: folder, line: 1, column: 1 }
  }
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return problem('unreadable-file', '没有这个文件夹，请核对 KAOHE_BUREAUS')
  }
  if (existsSync(join(folder, 'bureau.yaml'))) return [folder]
  const folders = readdirSync(folder)
    .filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isDirectory())
    .sort()
    .map((name) => join(folder, name))
  if (folders.length > 0) return folders
  const why = '里面没有单位：每个单位一个文件夹，里面有 bureau.yaml 和 roster.yaml'
  return problem('no-bureau', why)
}

/** The same for bureaus whose folders are known. */
export function readBureaus(
  folders: readonly string[],
  { schemes: own, today }: DeploymentOptions,
): Deployment {
  const shelf = new SchemeShelf(own)
  const readings = folders.map((folder) => ({ folder, ...readBureau(folder, { shelf, today }) }))
  const clashes = [...doubleIds(readings), ...doubleSchemes(readings)]
  const clashing = new Set(clashes.map((one) => one.folder))
  const sound = readings.filter((one) => one.bureau !== null && !clashing.has(one.folder))
  const bureaus = sound.flatMap((one) => (one.bureau ? [one.bureau] : []))
  const problems = [
    ...readings.flatMap((one) => one.problems),
    ...clashes.map((one) => one.problem),
  ]
  const schemes = new Map(
    bureaus.flatMap((one) => one.schemes.map((scheme) => [scheme.id, scheme])),
  )
  return {
    bureaus,
    schemes: [...schemes.values()],
    refused: readings.filter((one) => !sound.includes(one)).map((one) => one.folder),
    problems: unique(sortProblems(problems)),
  }
}

type Read = BureauReading & { folder: string }

interface Clash {
  folder: string
  problem: Problem
}

function clash(of: Read, code: string, message: string, path: (string | number)[]): Clash {
  const file = join(of.folder, 'bureau.yaml')
  const problem: Problem = { code, level: 'error', message, file, ...of.positionOf(path) }
  return { folder: of.folder, problem }
}

/** The later one of two bureaus with one id is refused: the earlier may be running already. */
function doubleIds(readings: readonly Read[]): Clash[] {
  const first = new Map<string, string>()
  return readings.flatMap((one) => {
    if (one.id === null) return []
    const earlier = first.get(one.id)
    if (earlier === undefined) {
      first.set(one.id, one.folder)
      return []
    }
    const why = `编号“${one.id}”已经是 ${earlier} 的，每个单位要有自己的编号`
    return [clash(one, 'duplicate', why, ['id'])]
  })
}

/** Cycles name their scheme by its id alone. */
function doubleSchemes(readings: readonly Read[]): Clash[] {
  const first = new Map<string, { version: string; folder: string }>()
  return readings.flatMap((one) =>
    (one.bureau?.schemes ?? []).flatMap((scheme, at) => {
      const earlier = first.get(scheme.id)
      if (earlier === undefined) {
        first.set(scheme.id, { version: scheme.version, folder: one.folder })
        return []
      }
      if (earlier.version === scheme.version) return []
      const why = `${earlier.folder} 也用“${scheme.id}”，内容却不同：请给其中一个考核办法的文件夹改名`
      return [clash(one, 'scheme-twice', why, ['schemes', at])]
    }),
  )
}

/** Several bureaus share a scheme with its problems. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter((one) => {
    const key = JSON.stringify(one)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
