import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { realClock } from '../base/clock.js'
import { dayAt } from '../base/day.js'
import { type Problem, problemLine, sortProblems } from '../base/problem.js'
import { coverageProblems, uncovered } from '../scheme/check/coverage.js'
import { differingKinds } from '../scheme/check/kinds.js'
import { unmarkedFigures } from '../scheme/read/quotes.js'
import { figureVariants, readScheme, type SchemeRead } from '../scheme/read/read.js'
import { readDeployment } from '../deployment/deployment.js'
import { rosterOn } from '../roster/roster.js'
import { casesNaming, isNoticed, readCases, runCases } from '../factsfile/cases.js'
import { readCaseFiles } from './case-files.js'
import type { CheckResult } from './check-result.js'
import { checkWorkRules, isWorkRules } from './check-work.js'
import { summaryLines } from './check-text.js'
import { pipedWidth, plainRefusal, print } from './output.js'

/** Adds `kaohe check <folders…>`, of schemes and of work rules: exit 0 when clean (warnings allowed), 2 with errors. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description(
      '检查考核办法和工作制度：数字、引用、权重、选择，并运行案例；检查单位：名册与它们能否配合',
    )
    .argument('[schemes...]', '考核办法或工作制度的目录，如 schemes/* workrules/*')
    .option('--bureaus <folder>', '单位的文件夹（KAOHE_BUREAUS），每个单位一个文件夹')
    .option('--schemes <folder>', '另有考核办法的文件夹（KAOHE_SCHEMES）')
    .option(
      '--figures',
      '把每个标记过的数字改大、改小一点，列出没有案例察觉的；有 source.md 的，也列出原文里没有哪一句标记的',
    )
    .action((folders: string[], options: Options) => {
      if (options.bureaus !== undefined) {
        const { lines, failed } = checkBureaus(options.bureaus, options.schemes)
        for (const line of lines) console.log(line)
        if (failed) process.exitCode = 2
        if (folders.length === 0) return
        console.log('')
      }
      const schemes = folders.flatMap(schemesIn)
      if (schemes.length === 0)
        print(plainRefusal('没有考核办法或工作制度的目录：请写明目录，如 schemes/* workrules/*'))
      const read: SchemeRead[] = []
      for (const [index, folder] of schemes.entries()) {
        const { problems, summary } = checkFolder(folder.replace(/\/+$/, ''), options, read)
        if (index > 0) console.log('')
        for (const line of [...problems.map(problemLine), ...summary]) console.log(line)
        if (problems.some((one) => one.level === 'error')) process.exitCode = 2
      }
      const differing = kindProblems(read)
      for (const line of differing.map(problemLine)) console.log(line)
      if (differing.length > 0) process.exitCode = 2
    })
}

/** Reads a folder of bureaus: the problems that a start would name, then a line for each bureau that can run. */
export function checkBureaus(
  folder: string,
  schemes: string | undefined,
  today = dayAt(realClock().now()),
): { lines: string[]; failed: boolean } {
  const { bureaus, problems, refused } = readDeployment(folder, { schemes, today })
  const ready = bureaus.map(({ id, name, roster, schemes: of }) => {
    const people = rosterOn(roster, today).people.length
    return `${id}  ${name}：${people} 人，${of.map((scheme) => scheme.shortTitle).join('、')}`
  })
  const left = refused.map((one) => `${one}：有错误，不能运行；改好后再检查`)
  const failed = problems.some((one) => one.level === 'error')
  return { lines: [...problems.map(problemLine), ...ready, ...left], failed }
}

/** `read` takes a scheme as it was read. */
function checkFolder(folder: string, options: Options, read: SchemeRead[]): CheckResult {
  if (isWorkRules(folder)) return checkWorkRules(folder)
  const scheme = readScheme(folder)
  read.push(scheme)
  return checkRead(folder, scheme, {
    width: process.stdout.columns ?? pipedWidth,
    figures: options.figures === true,
  })
}

/** Reads a scheme, runs its cases, and lists clauses and rules with a figure that no case touches. */
export function checkScheme(folder: string, width = pipedWidth, figures = false): CheckResult {
  return checkRead(folder, readScheme(folder), { width, figures })
}

function checkRead(
  folder: string,
  { scheme, problems, placeOf }: SchemeRead,
  { width, figures }: { width: number; figures: boolean },
): CheckResult {
  if (scheme === null) {
    const errors = problems.filter((one) => one.level === 'error').length
    return { problems, summary: [`${folder}：有 ${errors} 处错误，改好后再检查`] }
  }
  const cases = join(folder, 'cases')
  const run = runCases(scheme, readCaseFiles(cases))
  // What is not read covers nothing: then what no case covers is not known.
  const unread = run.problems.some((one) => one.code !== 'case-differs')
  const without = unread ? null : uncovered(scheme, run)
  const missing = without === null ? [] : coverageProblems(scheme, without, placeOf)
  const unprotected = figures
    ? [...figureProblems(folder, placeOf), ...unmarkedFigures(folder)]
    : []
  return {
    problems: sortProblems([...problems, ...run.problems, ...missing, ...unprotected]),
    summary: summaryLines(folder, scheme, run, without, width),
  }
}

/** Marked figures that no case and no check notices when they are changed a little, as warnings at their place. */
export function figureProblems(
  folder: string,
  placeOf: ReturnType<typeof readScheme>['placeOf'],
): Problem[] {
  const cases = readCases(readCaseFiles(join(folder, 'cases')))
  return [...figureVariants(folder)].flatMap(({ mark, owner, path, schemes }): Problem[] => {
    const near = casesNaming(cases, owner)
    for (const one of schemes) if (one === null || isNoticed(one, near)) return []
    const message = `数字 ${mark} 改大、改小一点，没有一个案例察觉；请在 cases/ 里补一个`
    const place = placeOf(path, { text: mark })
    return [{ code: 'no-case', level: 'warning', message, ...place }]
  })
}

/** Kinds of facts that several schemes count and do not record alike. */
export function kindProblems(all: readonly SchemeRead[]): Problem[] {
  const read = all.flatMap(({ scheme, placeOf }) => (scheme === null ? [] : [{ scheme, placeOf }]))
  return read.flatMap(({ scheme, placeOf }, index) =>
    read.slice(0, index).flatMap((before) =>
      differingKinds(before.scheme, scheme).map(({ rule, message }): Problem => {
        const place = placeOf(['rules', rule, 'rule'])
        return { code: 'kind-differs', level: 'error', message, ...place }
      }),
    ),
  )
}

interface Options {
  bureaus?: string
  schemes?: string
  figures?: boolean
}

/** Of a scheme's own: no scheme by themselves. */
const within = ['cases', 'forms']

/**
 * The folder itself, or the schemes in it where it holds no file of the language. `schemes/*` also gives README.md:
 * only folders are schemes. What does not exist stays, to be reported.
 */
export function schemesIn(path: string): string[] {
  if (!existsSync(path)) return [path]
  if (!statSync(path).isDirectory()) return []
  if (holdsYaml(path)) return [path]
  const found = readdirSync(path)
    .filter((name) => !within.includes(name))
    .sort()
    .map((name) => join(path, name))
    .filter((one) => statSync(one).isDirectory() && holdsYaml(one))
  return found.length === 0 ? [path] : found
}

function holdsYaml(folder: string): boolean {
  return readdirSync(folder).some((name) => /\.ya?ml$/.test(name))
}
