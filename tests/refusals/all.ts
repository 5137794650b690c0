import { appealSteps, appealWalks } from './appeal.js'
import { caseSteps, caseWalks } from './accountability.js'
import { attendanceSteps, attendanceWalks } from './attendance.js'
import { cardWalks } from './cards.js'
import { complaintSteps, complaintWalks } from './complaint.js'
import { cycleSteps, cycleWalks } from './cycle.js'
import { consequenceSteps, consequenceWalks } from './consequence.js'
import { decisionSteps, decisionWalks } from './decision.js'
import { deskSteps, deskWalks } from './desk.js'
import { docketSteps, docketWalks } from './docket.js'
import { enteredSteps, enteredWalks } from './entered.js'
import { outsideSteps, outsideWalks } from './outside.js'
import { panelSteps, panelWalks } from './panel.js'
import { exportWalks } from './exports.js'
import { factWalks } from './fact.js'
import { informationSteps, informationWalks } from './information.js'
import { itemSteps, itemWalks } from './items.js'
import { leaveSteps, leaveWalks } from './leave.js'
import { majorSteps, majorWalks } from './major.js'
import { meetingSteps, meetingWalks } from './meeting.js'
import { postSteps, postWalks } from './posts.js'
import { muteSteps, muteWalks } from './mute.js'
import { publicationSteps, publicationWalks } from './publication.js'
import { ratingSteps, ratingWalks } from './rating.js'
import { recordSteps, recordWalks } from './record.js'
import { reportSteps, reportWalks } from './report.js'
import { voteSteps, voteWalks } from './vote.js'
import type { Walk } from './walk.js'
import { taskSteps, taskWalks } from './tasks.js'
import { tripSteps, tripWalks } from './trips.js'
import { unaskedSteps, unaskedWalks } from './unasked.js'
import { whatIfWalks } from './what-if.js'
import { wordSteps, wordWalks } from './words.js'
import { type Step, worldSteps } from './world.js'

/** Everything that may have happened in a world besides. */
export const steps: Readonly<Record<string, Step>> = {
  ...worldSteps,
  ...reportSteps,
  ...informationSteps,
  ...leaveSteps,
  ...muteSteps,
  ...tripSteps,
  ...postSteps,
  ...docketSteps,
  ...complaintSteps,
  ...unaskedSteps,
  ...attendanceSteps,
  ...meetingSteps,
  ...majorSteps,
  ...caseSteps,
  ...recordSteps,
  ...ratingSteps,
  ...cycleSteps,
  ...publicationSteps,
  ...appealSteps,
  ...consequenceSteps,
  ...decisionSteps,
  ...taskSteps,
  ...voteSteps,
  ...itemSteps,
  ...enteredSteps,
  ...panelSteps,
  ...outsideSteps,
  ...wordSteps,
  ...deskSteps,
}
/** Everything that can be refused, of every flow. */
export const walks: readonly Walk[] = [
  ...reportWalks,
  ...informationWalks,
  ...leaveWalks,
  ...exportWalks,
  ...whatIfWalks,
  ...muteWalks,
  ...tripWalks,
  ...postWalks,
  ...docketWalks,
  ...complaintWalks,
  ...unaskedWalks,
  ...attendanceWalks,
  ...meetingWalks,
  ...majorWalks,
  ...caseWalks,
  ...factWalks,
  ...recordWalks,
  ...ratingWalks,
  ...cycleWalks,
  ...publicationWalks,
  ...appealWalks,
  ...consequenceWalks,
  ...decisionWalks,
  ...taskWalks,
  ...voteWalks,
  ...itemWalks,
  ...enteredWalks,
  ...panelWalks,
  ...outsideWalks,
  ...cardWalks,
  ...wordWalks,
  ...deskWalks,
]
