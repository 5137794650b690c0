import { hold } from '../../src/storage/locks.js'
import { actionName } from '../../cards/action-name.js'
import { keepRoster } from '../../src/app/bureau-files.js'
import { must } from '../../src/base/bug.js'
import { type Clock, OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { createDispatch } from '../../src/desk/dispatch.js'
import { bureausWith } from '../bureaus.js'
import type { PressIn, Reply } from '../../src/lark/inbound.js'
import { rosterOn } from '../../src/roster/roster.js'
import { putAddresses } from '../../src/storage/addresses.js'
import type { Storage } from '../../src/storage/database.js'
import { cardFor, type LiveCard, setSent } from '../../src/storage/live-cards.js'

/** The demonstration bureau without its past, whose people press through the real dispatcher. */
const demo = demoBureau('keji')
export const scheme = must(demo.schemes[0], 'no scheme')
const { roster } = demo
export const bureauId = roster.bureau.id
export const today = day('2025-10-10')
export const people = rosterOn(roster, today)
export const calendar = openCalendar()

/** A clock that began at ten on {@link today}, when September's reports are late and Q3 is being rated. */
export function bureauClock(): Clock {
  return new OffsetClock(momentOf(today, '10:00') - Date.now())
}

/** Makes the bureau in an empty database and answers the cycle's id. Everybody has the address `ou_<id>`. */
export async function makeBureau(storage: Storage): Promise<string> {
  await keepRoster(storage, roster)
  const on = storage.clock.today()
  const cycle = await storage.transact('work', async (tx) => {
    await hold(tx, bureauId, [{ kind: 'cycles', id: scheme.id }])
    return openCycle(tx, { bureau: bureauId, scheme, year: 2025, on, by: 'system' })
  })
  const addresses = new Map(people.people.map(({ id }) => [id, `ou_${id}`]))
  await storage.transact('work', (tx) => putAddresses(tx, bureauId, addresses))
  return cycle
}

/** Puts a sent card before somebody and answers it as it stands now. */
export function cardBefore(
  storage: Storage,
  person: string,
  kind: string,
  key: string,
): Promise<LiveCard> {
  return storage.transact('work', async (tx) => {
    const card = await cardFor(tx, { bureau: bureauId, recipient: `ou_${person}`, kind, key })
    if (card.messageId !== null) return card
    const messageId = `om_${card.id}`
    await setSent(tx, [{ id: card.id, messageId, chatId: null }])
    return { ...card, messageId }
  })
}

/** What somebody presses on a card. */
export interface Pressed {
  card: LiveCard
  verb: string
  args?: string[]
  values?: PressIn['values']
}

/** A press as the platform would deliver it. */
export function pressOn({ card, verb, args = [], values = {} }: Pressed): PressIn {
  const name = actionName({ verb, card: card.id, revision: card.revision, args })
  const messageId = must(card.messageId, 'the card was never sent')
  return { kind: 'press', openId: card.recipient, messageId, chatId: 'oc_x', name, values }
}

/** A replica's dispatcher on this database. */
export function replicaOn(storage: Storage): (press: PressIn) => Promise<Reply> {
  const dispatch = createDispatch({
    storage,
    bureaus: bureausWith([scheme], storage.clock),
    bureauOf: async () => bureauId,
    hashKey: 'key',
    wake: () => {},
    contactsChanged: () => {},
    readGroup: async () => {},
  })
  return (press) => dispatch(press)
}
