import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type Problem, problemLine, sortProblems } from '../base/problem.js'
import { coverageProblems, partsOf, uncovered } from '../scheme/coverage.js'
import { readScheme } from '../scheme/read.js'
import { runCases } from '../scoring/cases.js'
import { readCaseFiles } from './case-files.js'

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
      for (const folder of folders.filter(isScheme)) {
        const { problems, summary } = checkScheme(folder.replace(/\/+$/, ''))
        for (const line of [...problems.map(problemLine), ...summary]) console.log(line)
        if (problems.some((one) => one.level === 'error')) process.exitCode = 2
      }
    })
}

/** Reads a scheme, runs its cases, and lists clauses and rules with a figure that no case touches. */
export function checkScheme(folder: string): CheckResult {
  const { scheme, problems, placeOf } = readScheme(folder)
  if (scheme === null) {
    const errors = problems.filter((one) => one.level === 'error').length
    return { problems, summary: [`${folder}：有 ${errors} 处错误，改好后再检查`] }
  }
  const cases = join(folder, 'cases')
  const run = runCases(scheme, readCaseFiles(cases))
  const without = uncovered(scheme, run)
  const missing = coverageProblems(scheme, without, placeOf)
  const counts = [
    `部分 ${partsOf(scheme.total).length}`,
    `规则 ${scheme.rules.length}`,
    `限制 ${scheme.bars.length}`,
    `选择 ${scheme.choices.length}`,
    `案例 ${run.cases}（核对 ${run.expectations} 组结果）`,
  ]
  return {
    problems: sortProblems([...problems, ...run.problems, ...missing]),
    summary: [
      `${folder}  ${scheme.shortTitle}  版本 ${scheme.version}`,
      `  ${counts.join('  ')}`,
      without.clauses.length === 0
        ? '  有数字的条款都有案例'
        : `  没有案例的条款：${without.clauses.join('、')}`,
    ],
  }
}

/** `schemes/*` also gives README.md: only folders are schemes. What does not exist stays, to be reported. */
function isScheme(path: string): boolean {
  return !existsSync(path) || statSync(path).isDirectory()
}
