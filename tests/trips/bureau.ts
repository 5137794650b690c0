import { must } from '../../src/base/bug.js'
import { requestsOf } from '../../src/flows/chain/request.js'
import type { Intent } from '../../src/flows/flow.js'
import { shownDays } from '../../src/flows/trip/form.js'
import type { TripWords } from '../../src/flows/trip/intents.js'
import { tripsSlice } from '../../src/flows/trip/trips.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'

/** A whole form: a day's trip unless said otherwise. */
export function tripWords(of: Partial<TripWords>): TripWords {
  const from = of.from ?? '2025-09-10'
  return {
    ...{ from, to: of.to ?? from, starts: 'morning', ends: 'evening' },
    ...{ place: '宜昌', reason: '调研', handover: '', tasks: '' },
    ...of,
  }
}

/** Asks for a trip, or reports an outing, as somebody whose card showed the days; answers what was said. */
export function askTrip(
  bureau: TestBureau,
  who: string,
  of: Partial<TripWords>,
  key = 'trip',
): Promise<string> {
  const words = tripWords(of)
  return press(bureau, who, {
    ...{ verb: 'trip.submit', key, shown: shownDays(words), words },
  } as Intent)
}

/** The last trip or outing of somebody. */
export async function lastTrip(bureau: TestBureau, who: string) {
  const { collected } = await bureau.seeing(who)
  return must(requestsOf(collected.of(tripsSlice), who).at(-1), `a trip of ${who}`)
}

/** Decides on somebody's last trip. */
export async function decideTrip(
  bureau: TestBureau,
  who: string,
  of: { on: string; as?: 'agree' | 'return' | 'refuse'; text?: string },
): Promise<string> {
  const { id } = await lastTrip(bureau, of.on)
  const verb = `trip.${of.as ?? 'agree'}`
  return press(bureau, who, { verb, trip: id, person: of.on, text: of.text ?? '' } as Intent)
}

/** What one does with one's own last trip. */
export async function ownTrip(bureau: TestBureau, who: string, verb: string): Promise<string> {
  const { id } = await lastTrip(bureau, who)
  return press(bureau, who, { verb: `trip.${verb}`, trip: id } as Intent)
}

/** A trip that was asked for and approved by everybody of its chain. */
export async function approvedTrip(
  bureau: TestBureau,
  who: string,
  of: Partial<TripWords>,
  chain: readonly string[],
): Promise<string> {
  const said = await askTrip(bureau, who, of)
  for (const one of chain) await decideTrip(bureau, one, { on: who })
  const trip = await lastTrip(bureau, who)
  return trip.stage === 'approved' ? trip.id : said
}
