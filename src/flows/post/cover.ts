import type { Day } from '../../base/day.js'
import { absenceById } from '../away/away.js'
import type { Stage } from '../chain/request.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'

/** When somebody is away, before who takes over: no reason, no kind of leave. */
export interface CoverView {
  kind: 'cover'
  id: string
  name: string
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
  stage: Stage
  /** What the person hands over; '' where nothing was written, or it was erased. */
  tasks: string
}

/**
 * When somebody is away, before who takes over. Access: that person, once it is approved.
 * @refuses gone
 */
export async function viewCover(seeing: Seeing, id: string): Promise<CoverView | GoneView> {
  const request = absenceById(seeing, id)?.request
  if (!request || seeing.person === null || request.handover !== seeing.person)
    return { kind: 'gone', code: 'gone' }
  const { stage, span } = request
  if (stage === 'asked' || stage === 'returned') return { kind: 'gone', code: 'gone' }
  const texts = await textsOf(seeing.db, [id], ['tasks'])
  return {
    ...{ kind: 'cover', id, stage, ...span },
    name: seeing.bureau.roster.nameOf(request.person),
    tasks: request.erased ? '' : (texts.get(id)?.tasks ?? ''),
  }
}
