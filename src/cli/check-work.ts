import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sortProblems } from '../base/problem.js'
import { runWorkCases } from '../workrules/cases.js'
import { coverageOf } from '../workrules/coverage.js'
import type { WorkRules } from '../workrules/model.js'
import { mainFile, readWorkRules } from '../workrules/read.js'
import { readCaseFiles } from './case-files.js'
import type { CheckResult } from './check-result.js'

/** Whether a folder holds work rules rather than a scheme. */
export function isWorkRules(folder: string): boolean {
  return existsSync(join(folder, mainFile))
}

/** Reads work rules and runs their cases; what no case touches is a warning. */
export function checkWorkRules(folder: string): CheckResult {
  const { rules, problems, placeOf } = readWorkRules(folder)
  if (rules === null) {
    const errors = problems.filter((one) => one.level === 'error').length
    return { problems, summary: [`${folder}：有 ${errors} 处错误，改好后再检查`] }
  }
  const run = runWorkCases(rules, readCaseFiles(join(folder, 'cases')))
  const without = coverageOf(rules, run, placeOf)
  return {
    problems: sortProblems([...problems, ...run.problems, ...without]),
    summary: [
      `${folder}  ${rules.shortTitle}  版本 ${rules.version}`,
      `  ${countsOf(rules)}`,
      `  案例 ${run.cases}，核对 ${run.happenings} 件事`,
    ],
  }
}

function countsOf(rules: WorkRules): string {
  const counts: [string, number][] = [
    ['级别', rules.ranks.length],
    ['假种', rules.leave.kinds.length],
    ['审批程序', rules.chains.length],
    ['时限', rules.limits.length],
    ['报告', rules.reports.length],
    ['报表', rules.tables.length],
    ['考勤情形', rules.attendance?.findings.length ?? 0],
    ['选择', rules.choices.length],
  ]
  return counts.map(([name, count]) => `${name} ${count}`).join('，')
}
