import { canonicalJson } from '../base/json.js'
import { type Problem, problemLine } from '../base/problem.js'
import type { Given } from '../factsfile/together.js'
import { scoreTogether } from '../factsfile/together.js'
import { readScheme } from '../scheme/read/read.js'
import { type Output, plainRefusal, refused, widthOf } from './output.js'
import { cycleLines, notAssessed, statementLines } from './score-lines.js'
import { problemIn, readAsOf, readFacts, schemeFolder } from './scoring-files.js'

interface SeveralOptions {
  facts: string
  others: readonly string[]
  scheme?: string
  choices?: string
  asOf?: string
  json?: boolean
  explain?: string
  width?: string
}

/**
 * `kaohe score` of several facts files, each with its own scheme: what one finds is the result that another looks at.
 * JSON is a list, in the order of the files. Refused with every problem of all of them.
 */
export function scoreSeveral(options: SeveralOptions, columns?: number): Output {
  const width = widthOf(options.width, columns)
  if (width === null) return plainRefusal('--width 要写 60 到 400 之间的整数')
  if (options.scheme !== undefined || options.choices !== undefined) {
    return plainRefusal(
      '几份事实文件一起计分，办法和选择写在各自的文件里（scheme、choices），不写 --scheme、--choices',
    )
  }
  const asOf = readAsOf(options.asOf)
  const read = [options.facts, ...options.others].map(readGiven)
  const before = [...asOf.problems, ...read.flatMap(({ problems }) => problems)]
  const given = read.flatMap((one) => one.given ?? [])
  if (before.length > 0) return refused(before)
  const { scored, problems } = scoreTogether(given, asOf.day)
  if (problems.length > 0) return refused(once(problems))
  const { explain: id, json = false } = options
  if (id === undefined) {
    const lines = json
      ? [canonicalJson(scored.map(({ result }) => result))]
      : scored.flatMap(({ result, input, facts }, index) => [
          ...(index === 0 ? [] : ['']),
          ...cycleLines(result, input, facts),
        ])
    return { exitCode: 0, lines }
  }
  const own = scored.filter(({ input }) => input.assessees.some((one) => one.id === id))
  if (own.length === 0)
    return notAssessed(
      scored.map(({ input }) => input),
      id,
    )
  const asked = { id, json, width }
  return {
    exitCode: 0,
    lines: own.flatMap(({ input, facts }) => statementLines(input, facts, asked)),
  }
}

/** A fact that is wrong for two schemes alike is told once. */
function once(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [problemLine(one), one])).values()]
}

function readGiven(file: string): { given: Given | null; problems: Problem[] } {
  const read = readFacts(file)
  const { document } = read
  const folder = schemeFolder(undefined, read, file)
  if (folder === null) {
    const message = '不知道用哪份考核办法：几份一起计分，每份事实文件都要写 scheme'
    const problems =
      read.problems.length > 0 ? read.problems : [problemIn(file, 'no-scheme', message)]
    return { given: null, problems }
  }
  const { scheme, problems } = readScheme(folder)
  const all = [...read.problems, ...(scheme === null ? problems : [])]
  const facts = document?.value ?? null
  if (scheme === null || document === null || facts === null || all.length > 0) {
    return { given: null, problems: all }
  }
  return { given: { scheme, facts, document }, problems: [] }
}
