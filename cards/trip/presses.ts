import type {
  OwnTripIntent,
  TripDecision,
  TripFormIntent,
  TripWords,
} from '../../src/flows/trip/intents.js'
import { Fields, type PressParser } from '../form-values.js'
import { handoverIn } from '../handover-fields.js'

function wordsOf(form: Fields): TripWords {
  return {
    from: form.choice('from'),
    to: form.choice('to'),
    starts: form.choice('starts'),
    ends: form.choice('ends'),
    place: form.text('place', 'trip.place'),
    reason: form.text('reason', 'trip.reason'),
    handover: handoverIn(form),
    tasks: form.text('tasks', 'trip.tasks'),
  }
}

/** `args`: which form, and the days that its card shows. */
function asking(verb: 'trip.submit' | 'trip.look'): PressParser {
  return ({ args: [key, shown = ''], values }) => {
    if (!key) return null
    const form = new Fields(values)
    return form.into<TripFormIntent>({ verb, key, shown, words: wordsOf(form) })
  }
}

/** `args`: the trip, and whose it is. */
function deciding(verb: TripDecision['verb']): PressParser {
  return ({ args: [trip, person], values }) => {
    if (!trip || !person) return null
    const form = new Fields(values)
    return form.into({ verb, trip, person, text: form.text('text', 'leave.remark') })
  }
}

function own(verb: OwnTripIntent['verb']): PressParser {
  return ({ args: [trip] }) => (trip ? { verb, trip } : null)
}

/** Presses of the cards about trips and outings. */
export const tripPresses: Record<string, PressParser> = {
  'trip.submit': asking('trip.submit'),
  'trip.look': asking('trip.look'),
  'trip.again': ({ args: [key] }) => (key ? { verb: 'trip.again', key } : null),
  'trip.agree': deciding('trip.agree'),
  'trip.return': deciding('trip.return'),
  'trip.refuse': deciding('trip.refuse'),
  'trip.withdraw': own('trip.withdraw'),
  'trip.back': own('trip.back'),
}
