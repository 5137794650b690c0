import type { Context, Outcome } from './context.js'
import { done } from './context.js'
import { decideFact } from './fact/decide.js'
import { chooseUnit, proposeFact } from './fact/propose.js'
import type { Intent } from './intents.js'
import { mayOpen } from './open.js'
import { publishResults } from './publication/publish.js'
import { closePeriod, saveRating, submitRating } from './rating/rate.js'
import { saveDigest, signDigest } from './report/sign.js'
import { changeReport, saveReport, submitReport } from './report/submit.js'

/**
 * Does what a person asks, in one transaction. Refusals are decided before anything is written; which
 * ones, each flow's own comment lists.
 */
export async function answer(ctx: Context, intent: Intent): Promise<Outcome> {
  switch (intent.verb) {
    case 'open':
      return (await mayOpen(ctx, intent.card)) ?? done('opened', {}, [intent.card])
    case 'refresh':
      return done('refreshed')
    case 'report.save':
      return saveReport(ctx, intent.month, intent.answers)
    case 'report.submit':
      return submitReport(ctx, intent.month, intent.answers)
    case 'report.change':
      return changeReport(ctx, intent.month)
    case 'digest.save':
      return saveDigest(ctx, intent)
    case 'digest.sign':
      return signDigest(ctx, intent)
    case 'record.unit':
      return chooseUnit(ctx, intent.unit)
    case 'record.submit':
      return proposeFact(ctx, intent)
    case 'fact.approve':
    case 'fact.return':
    case 'fact.object':
    case 'fact.uphold':
    case 'fact.withdraw':
    case 'fact.reverse':
      return decideFact(ctx, intent)
    case 'rating.save':
      return saveRating(ctx, intent)
    case 'rating.submit':
      return submitRating(ctx, intent)
    case 'period.close':
      return closePeriod(ctx, intent.part, intent.period)
    case 'publish.confirm':
      return publishResults(ctx, intent)
  }
}
