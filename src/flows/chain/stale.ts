import type { Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import type { Stale } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { waitingFor } from './people.js'
import type { RequestRecord, Requests } from './request.js'
import { coverCard, type RequestCards } from './tell.js'

/** Every card about a request, and the homes of those whom it waits for. `form`, `mine`: of the person's own. */
export function staleOfRequest<R extends RequestRecord>(of: {
  requests(situation: Situation): Requests<R>
  cards: RequestCards & { form: string; mine: string }
}): (written: Written, situation: Situation) => Stale[] {
  return (written, situation) => {
    const id = written.about ?? written.id
    const request = of.requests(situation).byId.get(id)
    const person = request?.person ?? written.subject ?? written.by
    const before = request ? (waitingFor(situation, request)?.asked ?? []) : []
    const { roster } = situation.bureau
    const unit = roster.unitOf(person) ?? ''
    // Their homes say who is away.
    const lead = [...roster.headsOf(unit), ...roster.leadersOf(unit)].map(({ id: one }) => one)
    return [
      { kind: of.cards.own, keys: [id, ...(request?.instead ? [request.instead] : [])] },
      { kind: of.cards.approval, keys: [id] },
      { kind: coverCard, keys: [id] },
      { kind: of.cards.form, persons: [person, request?.askedBy ?? written.by] },
      { kind: of.cards.mine, persons: [person] },
      homeOf(person, written.by, ...before, ...lead),
    ]
  }
}
