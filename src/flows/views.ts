import type { CardKind } from './cards.js'
import type { Seeing } from './context.js'
import { viewApproval, viewFact, viewHearing, viewRecord } from './fact/views.js'
import type { ApprovalView, FactView, HearingView, RecordView } from './fact/views.js'
import type { GoneView } from './gone-view.js'
import { viewHome, type HomeView } from './home/view.js'
import { viewPublish, viewRanking, viewResult } from './publication/views.js'
import type { PublishView, RankingView, ResultView } from './publication/views.js'
import { viewRating, type RatingView } from './rating/view.js'
import { viewDigest, type DigestView } from './report/digest-view.js'
import { viewReport, type ReportView } from './report/report-view.js'
import { viewStanding, type StandingView } from './standing/view.js'

/** What the cards show; each carries everything that its card says and nothing else. */
export type View =
  | GoneView
  | HomeView
  | StandingView
  | ReportView
  | DigestView
  | RecordView
  | ApprovalView
  | FactView
  | HearingView
  | RatingView
  | PublishView
  | RankingView
  | ResultView

type Viewer = (seeing: Seeing, key: string) => Promise<View>

const viewers: Record<CardKind, Viewer> = {
  home: viewHome,
  standing: viewStanding,
  report: viewReport,
  digest: viewDigest,
  record: viewRecord,
  approval: viewApproval,
  fact: viewFact,
  hearing: viewHearing,
  rating: viewRating,
  publish: viewPublish,
  ranking: viewRanking,
  result: viewResult,
}

/**
 * What a card shows to its reader now. Each viewer checks access first and answers a {@link GoneView}
 * where the reader may not (any more) see it.
 */
export function viewOf(seeing: Seeing, kind: CardKind, key: string): Promise<View> {
  return viewers[kind](seeing, key)
}
