import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { realClock } from '../base/clock.js'
import { dayAt } from '../base/day.js'
import { type Problem, problemLine, sortProblems } from '../base/problem.js'
import { coverageProblems, uncovered } from '../scheme/check/coverage.js'
import { readScheme } from '../scheme/read/read.js'
import { readDeployment } from '../deployment/deployment.js'
import { rosterOn } from '../roster/roster.js'
import { runCases } from '../factsfile/cases.js'
import { readCaseFiles } from './case-files.js'
import { summaryLines } from './check-text.js'
import { pipedWidth, plainRefusal, print } from './output.js'

/** What a check of one scheme found. */
export interface CheckResult {
  problems: Problem[]
  /** Lines for people about what was checked; empty when the scheme could not be read. */
  summary: string[]
}

/** Adds `kaohe check <schemes…>`: exit 0 when clean (warnings allowed), 2 with errors. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description(
      '检查考核办法：数字、引用、权重、选择，并运行案例；检查单位：名册与考核办法能否配合',
    )
    .argument('[schemes...]', '考核办法的目录，如 schemes/*')
    .option('--bureaus <folder>', '单位的文件夹（KAOHE_BUREAUS），每个单位一个文件夹')
    .option('--schemes <folder>', '另有考核办法的文件夹（KAOHE_SCHEMES）')
    .action((folders: string[], options: { bureaus?: string; schemes?: string }) => {
      if (options.bureaus !== undefined) {
        const { lines, failed } = checkBureaus(options.bureaus, options.schemes)
        for (const line of lines) console.log(line)
        if (failed) process.exitCode = 2
        if (folders.length === 0) return
        console.log('')
      }
      const schemes = folders.filter(isScheme)
      if (schemes.length === 0) print(plainRefusal('没有考核办法的目录：请写明目录，如 schemes/*'))
      for (const [index, folder] of schemes.entries()) {
        const { problems, summary } = checkScheme(
          folder.replace(/\/+$/, ''),
          process.stdout.columns ?? pipedWidth,
        )
        if (index > 0) console.log('')
        for (const line of [...problems.map(problemLine), ...summary]) console.log(line)
        if (problems.some((one) => one.level === 'error')) process.exitCode = 2
      }
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

/** Reads a scheme, runs its cases, and lists clauses and rules with a figure that no case touches. */
export function checkScheme(folder: string, width = pipedWidth): CheckResult {
  const { scheme, problems, placeOf } = readScheme(folder)
  if (scheme === null) {
    const errors = problems.filter((one) => one.level === 'error').length
    return { problems, summary: [`${folder}：有 ${errors} 处错误，改好后再检查`] }
  }
  const cases = join(folder, 'cases')
  const run = runCases(scheme, readCaseFiles(cases))
  const without = uncovered(scheme, run)
  const missing = coverageProblems(scheme, without, placeOf)
  return {
    problems: sortProblems([...problems, ...run.problems, ...missing]),
    summary: summaryLines(folder, scheme, run, without, width),
  }
}

/** `schemes/*` also gives README.md: only folders are schemes. What does not exist stays, to be reported. */
function isScheme(path: string): boolean {
  return !existsSync(path) || statSync(path).isDirectory()
}
