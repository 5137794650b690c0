import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type Problem, problemLine, sortProblems } from '../base/problem.js'
import { coverageProblems, uncovered } from '../scheme/check/coverage.js'
import { readScheme } from '../scheme/read/read.js'
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
    .description('检查考核办法：数字、引用、权重、选择，并运行案例')
    .argument('<schemes...>', '考核办法的目录，如 schemes/*')
    .action((folders: string[]) => {
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
