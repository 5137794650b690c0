import type { z } from 'zod'
import { day } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { accountabilityCase } from './accountability-shape.js'
import { answerBy, reviewBy, statementBy } from './dates.js'
import type { WorkRules } from './model.js'

/** What follows in a case of accountability, by the key that it is named by; or why it can't be told. */
export function outcomeOfAccountability(
  rules: WorkRules,
  of: z.output<typeof accountabilityCase>,
  calendar: WorkingCalendar,
): Readonly<Record<string, string>> | string {
  const { accountability } = rules
  if (accountability === null) return '没有写问责'
  const { served, asked, form } = of
  const { opens, decides, reviews, review } = accountability
  const found = accountability.forms.find(({ id }) => id === form)
  if (form !== undefined && found === undefined) return `没有叫 ${form} 的问责形式`
  return {
    'statement-by': statementBy(accountability, day(of.accountability)),
    ...(served === undefined
      ? {}
      : { 'review-by': reviewBy(rules, accountability, day(served), calendar) }),
    ...(asked === undefined
      ? {}
      : { 'answer-by': answerBy(rules, accountability, day(asked), calendar) }),
    suspends: review.suspends.value ? 'yes' : 'no',
    ...{ opens: opens.join(' '), decides: decides.join(' '), reviews: reviews.join(' ') },
    fact: found?.fact ?? 'none',
    'erased-after': `${accountability.erasedAfter.value}`,
  }
}
