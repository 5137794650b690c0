import type { AppealAnswerView, AppealView, OwnAppealView } from '../src/flows/appeal/views.js'
import type { CaseFormView, CaseView } from '../src/flows/accountability/views.js'
import type { AttendanceView } from '../src/flows/attendance/view.js'
import type { AttendanceTableView } from '../src/flows/attendance/table-view.js'
import type {
  ComplaintFormView,
  ComplaintsView,
  ComplaintView,
} from '../src/flows/complaint/views.js'
import type { BurdenView } from '../src/flows/burden/flow.js'
import type { ChoiceView, CyclesView, CycleView, OpeningView } from '../src/flows/cycle/views.js'
import type { ConsequencesView, ConsequenceView } from '../src/flows/consequence/view.js'
import type { DecisionsView } from '../src/flows/decision/view.js'
import type { DocketsView } from '../src/flows/docket/list.js'
import type { DocketFormView, DocketView } from '../src/flows/docket/views.js'
import type { FactsView } from '../src/flows/fact/list-view.js'
import type { RecordView } from '../src/flows/fact/record-view.js'
import type { ApprovalView, FactView, HearingView } from '../src/flows/fact/views.js'
import type { GoneView } from '../src/flows/gone-view.js'
import type { HomeView } from '../src/flows/home/view.js'
import type { InfoTableView, InfoUnitView } from '../src/flows/information/month-views.js'
import type { InfoDeskView, InfoView, PieceView } from '../src/flows/information/views.js'
import type { EnteredView } from '../src/flows/entered/view.js'
import type { OfficeView } from '../src/flows/items/office-view.js'
import type { SelfView } from '../src/flows/items/self-view.js'
import type { SheetView } from '../src/flows/items/sheet-view.js'
import type {
  LeaveApprovalView,
  LeaveView,
  MyLeavesView,
  OwnLeaveView,
} from '../src/flows/leave/views.js'
import type { CoverView } from '../src/flows/post/cover.js'
import type {
  MajorFormView,
  MajorTimerView,
  MajorUnreadView,
  MajorView,
} from '../src/flows/major/views.js'
import type { MeetingFormView, MeetingsView } from '../src/flows/meeting/list-view.js'
import type { MeetingMarksView } from '../src/flows/meeting/marks-view.js'
import type { MeetingBriefView, MeetingLeaveView, MeetingView } from '../src/flows/meeting/views.js'
import type { PostsView, PostView } from '../src/flows/post/views.js'
import type { ExportsView } from '../src/flows/export/view.js'
import type { WhatIfView } from '../src/flows/trial/view.js'
import type { MuteView } from '../src/flows/mute/view.js'
import type { PublishView } from '../src/flows/publication/publish-view.js'
import type { ResultView } from '../src/flows/publication/result-view.js'
import type { RankingView } from '../src/flows/publication/views.js'
import type { UnitView } from '../src/flows/rank/unit-view.js'
import type { RankView } from '../src/flows/rank/view.js'
import type { OutsidePaperView } from '../src/flows/outside/paper-view.js'
import type { OutsideView } from '../src/flows/outside/view.js'
import type { PanelDeskView, PanelTimerView } from '../src/flows/panel/desk-view.js'
import type { PanelSheetView } from '../src/flows/panel/view.js'
import type { PeriodView } from '../src/flows/rating/period-view.js'
import type { RatingView } from '../src/flows/rating/view.js'
import type { MissingView } from '../src/flows/remind/view.js'
import type { ReportArchiveView } from '../src/flows/report/archive.js'
import type { DigestView } from '../src/flows/report/digest-view.js'
import type { ReportReadingView } from '../src/flows/report/reading.js'
import type { ReportView } from '../src/flows/report/report-view.js'
import type { ReportTableView } from '../src/flows/report/table-view.js'
import type { StandingView } from '../src/flows/standing/view.js'
import type { LetterView, TasksView } from '../src/flows/task/view.js'
import type {
  MyTripsView,
  OwnTripView,
  TripApprovalView,
  TripView,
} from '../src/flows/trip/views.js'
import type { VoteDeskView } from '../src/flows/vote/desk-view.js'
import type { VoteView } from '../src/flows/vote/view.js'

import type { UnaskedFormView, UnaskedView } from '../src/flows/unasked/views.js'

/** What the cards show; each carries everything that its card says and nothing else. */
export type View =
  | GoneView
  | SelfView
  | OfficeView
  | SheetView
  | EnteredView
  | HomeView
  | ExportsView
  | WhatIfView
  | MuteView
  | BurdenView
  | StandingView
  | ReportView
  | DigestView
  | ReportTableView
  | ReportReadingView
  | ReportArchiveView
  | LeaveView
  | OwnLeaveView
  | LeaveApprovalView
  | UnaskedFormView
  | UnaskedView
  | CoverView
  | PostView
  | PostsView
  | MyLeavesView
  | TripView
  | OwnTripView
  | TripApprovalView
  | MyTripsView
  | AttendanceView
  | AttendanceTableView
  | CaseFormView
  | CaseView
  | MajorFormView
  | MajorView
  | MajorTimerView
  | MajorUnreadView
  | MeetingsView
  | MeetingFormView
  | MeetingView
  | MeetingMarksView
  | MeetingLeaveView
  | MeetingBriefView
  | DocketFormView
  | DocketView
  | DocketsView
  | ComplaintFormView
  | ComplaintView
  | ComplaintsView
  | InfoView
  | PieceView
  | InfoDeskView
  | InfoUnitView
  | InfoTableView
  | RecordView
  | FactsView
  | ApprovalView
  | FactView
  | HearingView
  | OutsideView
  | OutsidePaperView
  | PanelDeskView
  | PanelSheetView
  | PanelTimerView
  | RatingView
  | PeriodView
  | MissingView
  | PublishView
  | RankingView
  | ResultView
  | ConsequencesView
  | ConsequenceView
  | DecisionsView
  | RankView
  | UnitView
  | AppealView
  | OwnAppealView
  | AppealAnswerView
  | CyclesView
  | OpeningView
  | CycleView
  | ChoiceView
  | TasksView
  | LetterView
  | VoteView
  | VoteDeskView
