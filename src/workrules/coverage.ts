import type { Problem } from '../base/problem.js'
import type { Sentence } from '../scheme/model/words.js'
import type { WorkCaseResults } from './cases.js'
import type { WorkRules } from './model.js'
import type { WorkRulesRead } from './read.js'

/** Clauses with a figure that no case is about, and alternatives that change no case, as warnings at their place. */
export function coverageOf(
  rules: WorkRules,
  run: Pick<WorkCaseResults, 'clauses' | 'alternatives'>,
  placeOf: WorkRulesRead['placeOf'],
): Problem[] {
  const warning = (path: (string | number)[], message: string): Problem => {
    return { code: 'no-case', level: 'warning', message, ...placeOf(path, { at: 'key' }) }
  }
  const figured = new Set(
    sentencesOf(rules).flatMap(({ clause, says }) => (says.figures.length > 0 ? [clause] : [])),
  )
  const clauses = rules.clauses.filter(({ id }) => figured.has(id) && !run.clauses.includes(id))
  return [
    ...clauses.map(({ id }) =>
      warning(['clauses', id], `条款“${id}”有数字，但没有案例；请在 cases/ 里补一个`),
    ),
    ...rules.choices.flatMap((choice, index) =>
      choice.alternatives.flatMap(({ id }) =>
        run.alternatives.includes(`${choice.id}/${id}`)
          ? []
          : [
              warning(
                ['choices', index, 'alternatives', id],
                `选择 ${choice.id}/${id} 没有改变任何案例的结果，请补一个案例`,
              ),
            ],
      ),
    ),
  ]
}

/** Every sentence of the rules with its clause. */
function sentencesOf(rules: WorkRules): { clause: string; says: Sentence }[] {
  const { leave, chains, limits, reports, tables, attendance, handover, complaints } = rules
  const { meetings, major, accountability } = rules
  return [
    leave,
    leave.byTelephone,
    ...leave.kinds,
    ...chains,
    ...chains.flatMap((chain) => chain.without),
    ...limits,
    ...reports,
    ...tables,
    ...(attendance?.findings ?? []),
    ...(handover === null ? [] : [handover]),
    ...(complaints === null ? [] : [complaints]),
    ...(meetings === null
      ? []
      : [meetings, meetings.leave, ...[meetings.inPerson, meetings.brief].filter(isThere)]),
    ...(accountability === null ? [] : [accountability, accountability.statement]),
    ...(major === null ? [] : [major, ...[major.written, major.misreported].filter(isThere)]),
  ]
}

function isThere<T>(one: T | null): one is T {
  return one !== null
}
