import type { Refusal } from '../src/base/refusal.js'
import { cardKindNames } from '../src/flows/all.js'
import type { Intent, OpenIntent } from '../src/flows/flow.js'
import type { Carried, PressParser } from './form-values.js'
import { appealPresses } from './appeal/presses.js'
import { casePresses } from './accountability/presses.js'
import { attendancePresses } from './attendance/presses.js'
import { complaintPresses } from './complaint/presses.js'
import { cyclePresses } from './cycle/presses.js'
import { consequencePresses } from './consequence/presses.js'
import { decisionPresses } from './decision/presses.js'
import { docketPresses } from './docket/presses.js'
import { factPresses } from './fact-presses.js'
import { informationPresses } from './information/presses.js'
import { enteredPresses } from './entered/presses.js'
import { itemsPresses } from './items/presses.js'
import { leavePresses } from './leave/presses.js'
import { majorPresses } from './major/presses.js'
import { meetingPresses } from './meeting/presses.js'
import { exportPresses } from './export/presses.js'
import { whatIfPresses } from './trial/presses.js'
import { mutePresses } from './mute/presses.js'
import { missingPresses } from './missing-presses.js'
import { postPresses } from './post/presses.js'
import { publicationPresses } from './publication/presses.js'
import { outsidePresses } from './outside/presses.js'
import { panelPresses } from './panel/presses.js'
import { ratingPresses } from './rating-presses.js'
import { recordPresses } from './record-presses.js'
import { reportPresses } from './report-presses.js'
import { taskPresses } from './task-presses.js'
import { tripPresses } from './trip/presses.js'
import { unaskedPresses } from './unasked/presses.js'
import { votePresses } from './vote/presses.js'

const common: Record<string, PressParser> = {
  refresh: () => ({ verb: 'refresh' }),
  open: ({ args: [kind, key] }): OpenIntent | null => {
    const known = kind !== undefined && cardKindNames.includes(kind)
    return known && key ? { verb: 'open', card: { kind, key } } : null
  },
}

const parsers: Record<string, PressParser> = {
  ...common,
  ...reportPresses,
  ...leavePresses,
  ...exportPresses,
  ...whatIfPresses,
  ...mutePresses,
  ...tripPresses,
  ...unaskedPresses,
  ...postPresses,
  ...attendancePresses,
  ...meetingPresses,
  ...docketPresses,
  ...complaintPresses,
  ...majorPresses,
  ...casePresses,
  ...informationPresses,
  ...factPresses,
  ...recordPresses,
  ...outsidePresses,
  ...panelPresses,
  ...ratingPresses,
  ...missingPresses,
  ...publicationPresses,
  ...decisionPresses,
  ...consequencePresses,
  ...appealPresses,
  ...cyclePresses,
  ...taskPresses,
  ...votePresses,
  ...itemsPresses,
  ...enteredPresses,
}

/**
 * The intent of a press, strictly parsed; null when no card of ours could have sent it; a refusal with every text
 * that is beyond its limit.
 */
export function parsePress(verb: string, carried: Carried): Intent | Refusal | null {
  return Object.hasOwn(parsers, verb) ? (parsers[verb]?.(carried) ?? null) : null
}
