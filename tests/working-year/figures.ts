import { must } from '../../src/base/bug.js'
import type { Day } from '../../src/base/day.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import type { Seeing } from '../../src/flows/context.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { CycleResult, Line, Statement } from '../../src/scoring/statement.js'
import { readable, tagged } from '../text/desk.js'

/** An export and its score. */
export interface Scored {
  file: FactsFile
  result: CycleResult
}

/** What `kaohe score` says of the bureau's export as of a day: of the file as it was written, nothing else. */
export function scoredIn(seeing: Seeing, asOf: Day): Scored {
  const cycle = must(seeing.bureau.cycles[0], 'a cycle runs')
  const text = JSON.stringify(exportFacts(scoringInput(seeing, cycle, asOf)))
  const file: FactsFile = JSON.parse(text)
  return { file, result: scoreCycle(inputOf(cycle.scheme, file)) }
}

/** What people read on a card, without bold marks and joiners. */
export function plain(card: unknown): string {
  return unmarked(readable(card))
}

function unmarked(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 10)))
    .replaceAll(/\*|\u2060/g, '')
    .replaceAll('\u00a0', ' ')
}

/** Rows of a card's tables, each cell as it is read. */
export function rowsOf(card: unknown): Record<string, string>[] {
  const cell = (value: unknown): string => unmarked(`${value}`.replace(/<[^>]*>/g, ''))
  return tagged(card)
    .filter(({ tag }) => tag === 'table')
    .flatMap(({ rows }) => (Array.isArray(rows) ? rows : []))
    .map((row) => Object.fromEntries(Object.entries(row).map(([key, one]) => [key, cell(one)])))
}

/** A figure of a statement as a card should have it: exact up to three decimals, beyond that two. */
function written(exact: string | null): string {
  if (exact === null) return 'none'
  const [whole = '0', decimals = ''] = exact.split('.')
  if (decimals.length > 3) return Number(exact).toFixed(2)
  return `${whole}.${decimals.padEnd(2, '0')}`
}

/** The running score that stands on a card: the first on the home card, that of the total on /myscore; or the total, once it is final. */
export function standingOn(card: unknown): string[] {
  const text = plain(card)
  const [, final] = /总分 (\S+)/.exec(text) ?? []
  if (final !== undefined) return [final, final, final]
  const [, settled] = /(?:目前|已定) ([\d.−-]+)/.exec(text) ?? []
  const [, lowest, highest] = /仍可能 (\S+) ～ (\S+)/.exec(text) ?? []
  return [settled ?? '', lowest ?? '', highest ?? '']
}

/** The same of a statement. */
export function standingIn(of: Statement): string[] {
  return [written(of.settled), written(of.lowest), written(of.highest)]
}

/** The parts that a /myscore card lists, as `name value`, from their columns. */
export function partsOn(card: unknown): string[] {
  return tagged(card)
    .filter(({ tag }) => tag === 'column_set')
    .map((one) => plain(one).replaceAll('\n', ' '))
    .flatMap((text) => {
      const [, name, value] = /^(\S+) (?:目前 |已定 )?([\d.]+) \/ /.exec(text) ?? []
      return name === undefined ? [] : [`${name} ${value}`]
    })
}

/** Parts of a statement without parts below, that have points. */
export function partsIn(of: Statement): string[] {
  return leaves(of.root)
    .filter(({ pointsMax }) => pointsMax !== null && pointsMax !== '0')
    .map(({ name, points }) => `${name} ${written(points.settled)}`)
}

function leaves(line: Line): Line[] {
  const below = line.lines.filter(({ kind }) => kind === 'part')
  return below.length === 0 ? [line] : below.flatMap(leaves)
}

/** The facts that count on a /myscore card, as `name points day`; null where some are not listed. */
export function factsOn(card: unknown): string[] | null {
  const text = plain(card)
  if (text.includes('未在此列出')) return null
  return [...text.matchAll(/^(\S+) [−+]?([\d.]+)　(\d+)月(\d+)日(?:（周.）)?$/gm)]
    .map(([, name, points, month, on]) => `${name} ${points} ${month}-${on}`)
    .sort()
}

/** The same of a statement. */
export function factsIn(of: Statement): string[] {
  return leaves(of.root)
    .flatMap(({ lines }) => lines)
    .flatMap(({ kind, fact, own }) => {
      if (kind !== 'fact' || !fact) return []
      const [, month, on] = fact.day.split('-').map((one) => Number.parseInt(one, 10))
      return [`${fact.ruleName} ${own.settled.replace('-', '')} ${month}-${on}`]
    })
    .sort()
}

/** `今年已计 3 天` and how often, as a card of leave says. */
export function leaveOn(card: unknown): string[] {
  return [...plain(card).matchAll(/今年已计 ([\d.]+) ([天次])/g)].map(
    ([, value, unit]) => `${value} ${unit}`,
  )
}
