import type { View } from '../src/flows/views.js'
import { renderDigest } from './digest-card.js'
import { renderApproval, renderFact, renderHearing, renderRecord } from './fact-cards.js'
import { fitted } from './fit.js'
import { renderGone } from './gone-card.js'
import { renderHome } from './home-card.js'
import type { Element, Frame } from './kit.js'
import { renderPublish, renderRanking, renderResult } from './publication-cards.js'
import { renderRating } from './rating-card.js'
import { renderReport } from './report-cards.js'
import { renderStanding } from './standing-card.js'

/** Card JSON 2.0 of a view, small enough for the platform. Pure: the same view and frame give the same bytes. */
export function renderCard(view: View, frame: Frame): Element {
  return fitted(view, (each) => renderWhole(each, frame))
}

function renderWhole(view: View, frame: Frame): Element {
  switch (view.kind) {
    case 'gone':
      return renderGone(view)
    case 'home':
      return renderHome(view, frame)
    case 'standing':
      return renderStanding(view, frame)
    case 'report':
      return renderReport(view, frame)
    case 'digest':
      return renderDigest(view, frame)
    case 'record':
      return renderRecord(view, frame)
    case 'approval':
      return renderApproval(view, frame)
    case 'fact':
      return renderFact(view, frame)
    case 'hearing':
      return renderHearing(view, frame)
    case 'rating':
      return renderRating(view, frame)
    case 'publish':
      return renderPublish(view, frame)
    case 'ranking':
      return renderRanking(view, frame)
    case 'result':
      return renderResult(view, frame)
  }
}
