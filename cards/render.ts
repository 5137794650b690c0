import { bug } from '../src/base/bug.js'
import { renderAppealAnswer, renderOwnAppeal } from './appeal/appeal-cards.js'
import { renderAppeal } from './appeal/form-card.js'
import { renderCase, renderCaseForm } from './accountability/card.js'
import { renderAttendance } from './attendance/card.js'
import { renderAttendanceTable } from './attendance/table-card.js'
import { renderBurden } from './burden/card.js'
import { renderChoice } from './cycle/choice.js'
import { renderComplaint, renderComplaintForm, renderComplaints } from './complaint/cards.js'
import { renderCycle } from './cycle/cycle.js'
import { renderCycles } from './cycle/cycles.js'
import { renderOpening } from './cycle/opening.js'
import { renderConsequence, renderConsequences } from './consequence/card.js'
import { renderDecisions } from './decision/card.js'
import { renderDigest } from './digest-card.js'
import { renderDocket } from './docket/docket-card.js'
import { renderDocketForm } from './docket/form-card.js'
import { renderDockets } from './docket/list-card.js'
import { renderApproval, renderFact, renderHearing } from './fact-cards.js'
import { renderFacts } from './facts-card.js'
import { fitted } from './fit.js'
import { renderGone } from './gone-card.js'
import { renderHome } from './home-card.js'
import { renderDesk } from './information/desk-card.js'
import { renderInfo } from './information/form-card.js'
import { renderInfoTable, renderInfoUnit } from './information/month-cards.js'
import { renderPiece } from './information/piece-card.js'
import { renderEntered } from './entered/card.js'
import { renderOffice } from './items/office-card.js'
import { renderSelf } from './items/self-card.js'
import { renderSheet } from './items/sheet-card.js'
import { type Element, type Frame, isElement, literal, markdown } from './kit.js'
import { renderLeaveForm } from './leave/form-card.js'
import { renderLeaveApproval, renderOwnLeave } from './leave/leave-cards.js'
import { renderMyLeaves } from './leave/my-leaves-card.js'
import { renderCover } from './post/cover-card.js'
import { renderMajor, renderMajorForm } from './major/card.js'
import { renderMeetingForm, renderMeetings } from './meeting/list-card.js'
import { renderMeetingMarks } from './meeting/marks-card.js'
import { renderMeeting, renderMeetingBrief, renderMeetingLeave } from './meeting/meeting-card.js'
import { renderPost, renderPosts } from './post/posts-card.js'
import { renderExports } from './export/card.js'
import { renderWhatIf } from './trial/card.js'
import { renderMute } from './mute/card.js'
import { renderPublish } from './publication/publish.js'
import { renderRanking, renderResult } from './publication/published.js'
import { renderMissing } from './missing-card.js'
import { renderOutside } from './outside/card.js'
import { renderOutsidePaper } from './outside/paper-card.js'
import { renderPanelDesk, renderPanelTimer } from './panel/desk-card.js'
import { renderPanelSheet } from './panel/sheet-card.js'
import { renderPeriod } from './period-card.js'
import { renderRank } from './rank/rank-card.js'
import { renderUnit } from './rank/unit-card.js'
import { renderRating } from './rating-card.js'
import { renderRecord } from './record-card.js'
import { renderReport } from './report-cards.js'
import { renderReportArchive } from './report/archive-card.js'
import { renderReportReading } from './report/reading-card.js'
import { renderReportTable } from './report/table-card.js'
import { renderStanding } from './standing-card.js'
import { renderLetter, renderTasks } from './task-cards.js'
import { renderTripForm } from './trip/form-card.js'
import { renderMyTrips } from './trip/my-trips-card.js'
import { renderOwnTrip, renderTripApproval } from './trip/trip-cards.js'
import { renderUnasked, renderUnaskedForm } from './unasked/cards.js'
import type { View } from './views.js'
import { renderVoteDesk } from './vote/desk-card.js'
import { renderVote } from './vote/sheet-card.js'

type Renderers = {
  [K in View['kind']]: (view: Extract<View, { kind: K }>, frame: Frame) => Element
}

const renderers: Renderers = {
  gone: renderGone,
  home: renderHome,
  exports: renderExports,
  'what-if': renderWhatIf,
  mute: renderMute,
  burden: renderBurden,
  standing: renderStanding,
  report: renderReport,
  digest: renderDigest,
  'report-table': renderReportTable,
  'report-reading': renderReportReading,
  'report-archive': renderReportArchive,
  leave: renderLeaveForm,
  'own-leave': renderOwnLeave,
  'leave-approval': renderLeaveApproval,
  'unasked-form': renderUnaskedForm,
  unasked: renderUnasked,
  cover: renderCover,
  post: renderPost,
  posts: renderPosts,
  'my-leaves': renderMyLeaves,
  trip: renderTripForm,
  'own-trip': renderOwnTrip,
  'trip-approval': renderTripApproval,
  'my-trips': renderMyTrips,
  attendance: renderAttendance,
  'attendance-table': renderAttendanceTable,
  'case-form': renderCaseForm,
  case: renderCase,
  'major-form': renderMajorForm,
  'major-timer': renderMajorForm,
  major: renderMajor,
  'major-unread': renderMajor,
  meetings: renderMeetings,
  'meeting-form': renderMeetingForm,
  meeting: renderMeeting,
  'meeting-marks': renderMeetingMarks,
  'meeting-leave': renderMeetingLeave,
  'meeting-brief': renderMeetingBrief,
  'docket-form': renderDocketForm,
  docket: renderDocket,
  dockets: renderDockets,
  'complaint-form': renderComplaintForm,
  complaint: renderComplaint,
  complaints: renderComplaints,
  info: renderInfo,
  'info-piece': renderPiece,
  'info-desk': renderDesk,
  'info-unit': renderInfoUnit,
  'info-table': renderInfoTable,
  record: renderRecord,
  facts: renderFacts,
  approval: renderApproval,
  fact: renderFact,
  hearing: renderHearing,
  outside: renderOutside,
  'outside-paper': renderOutsidePaper,
  'panel-sheet': renderPanelSheet,
  'panel-desk': renderPanelDesk,
  'panel-timer': renderPanelTimer,
  rating: renderRating,
  period: renderPeriod,
  missing: renderMissing,
  publish: renderPublish,
  ranking: renderRanking,
  result: renderResult,
  decisions: renderDecisions,
  consequences: renderConsequences,
  consequence: renderConsequence,
  rank: renderRank,
  unit: renderUnit,
  appeal: renderAppeal,
  'own-appeal': renderOwnAppeal,
  'appeal-answer': renderAppealAnswer,
  cycles: renderCycles,
  'cycle-open': renderOpening,
  cycle: renderCycle,
  'cycle-choice': renderChoice,
  tasks: renderTasks,
  'task-letter': renderLetter,
  vote: renderVote,
  'vote-desk': renderVoteDesk,
  'items-check': renderSelf,
  'items-office': renderOffice,
  'items-sheet': renderSheet,
  entered: renderEntered,
}

/**
 * Card JSON 2.0 of a view, small enough for the platform. Pure: the same view and frame give the same bytes. A view
 * without a card is a bug.
 */
export function renderCard(view: { kind: string }, frame: Frame): Element {
  return fitted(view, (each) => renderWhole(each, frame))
}

function renderWhole(view: { kind: string }, frame: Frame): Element {
  const render = Object.entries(renderers).find(([kind]) => kind === view.kind)?.[1]
  if (!render) return bug(`no card for ${view.kind}`)
  const whole = render(view as never, frame)
  return 'standsFor' in view ? inPlaceOf(`${view.standsFor}`, whole) : whole
}

/** A card that its reader has in the place of who is away. */
function inPlaceOf(name: string, whole: Element): Element {
  const { body } = whole
  if (!isElement(body) || !Array.isArray(body.elements)) return whole
  const line = markdown(`**${literal(name)}**不在岗，由您代为处理。`)
  return { ...whole, body: { ...body, elements: [line, ...body.elements] } }
}
