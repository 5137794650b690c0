import { addMonths, type Day, type Month, monthOf, monthsText } from '../../base/day.js'
import { covers } from '../../scoring/context.js'
import { spanOf } from '../../base/assessment-year.js'
import { mayNot } from '../access.js'
import type { Situation } from '../context.js'
import { readFacts } from '../fact/actions.js'
import { factsSlice, stageOf } from '../fact/facts.js'
import { ruleOf } from '../fact/shown.js'
import { readDigest } from '../report/actions.js'
import { answerUntil } from '../report/months.js'
import { reportsSlice } from '../report/reported.js'
import { isReporter } from '../report/reporters.js'
import type { RatingPeriod } from './periods.js'

/** What happened in a period, as far as somebody may see it. */
export interface Happened {
  /** Names of the facts that count. */
  facts: string[]
  /** Months whose report came late, and whose never came. */
  lateReports: string[]
  missingReports: string[]
}

/** What a period holds about an assessee, for who rates: facts where `fact.read` allows it, reports where `digest.read`. */
export function happenedIn(
  situation: Situation,
  { cycle, period }: RatingPeriod,
  of: { person: string; assessee: string },
): Happened {
  const { bureau } = situation
  const target = cycle.scheme.assessee === 'unit' ? { unit: of.assessee } : { person: of.assessee }
  const span = spanOf(cycle.scheme.begins, period)
  const facts = mayNot(bureau, of.person, readFacts, target)
    ? []
    : (situation.collected.of(factsSlice).byWho.get(of.assessee) ?? [])
        .filter((fact) => stageOf(fact) === 'effective' && covers(span, fact.day))
        .filter(({ body }) => [...body.persons, ...body.units].includes(of.assessee))
        .filter(
          ({ body }) => cycle.scheme.assessee === 'unit' || body.persons.includes(of.assessee),
        )
        .map((fact) => ruleOf(bureau, fact)?.name ?? fact.body.kind)
  const may = 'person' in target && mayNot(bureau, of.person, readDigest, target) === null
  return { facts, ...(may ? reportsOf(situation, of.assessee, span) : noReports) }
}

const noReports = { lateReports: [], missingReports: [] }

function reportsOf(
  situation: Situation,
  person: string,
  span: { from: Day; to: Day },
): Omit<Happened, 'facts'> {
  if (!isReporter(situation.bureau.roster, person)) return noReports
  const begun = situation.bureau.cycles.map((each) => monthOf(each.openedOn)).sort()[0]
  const { months } = situation.collected.of(reportsSlice)
  const lateReports: Month[] = []
  const missingReports: Month[] = []
  for (let month = monthOf(span.from); month <= monthOf(span.to); month = addMonths(month, 1)) {
    const until = answerUntil(situation.calendar, month)
    if (begun === undefined || month < begun || situation.now < until) continue
    const reported = months.get(month)?.persons.get(person)
    if (!reported) missingReports.push(month)
    else if (reported.firstAt >= until) lateReports.push(month)
  }
  return { lateReports: monthsText(lateReports), missingReports: monthsText(missingReports) }
}
