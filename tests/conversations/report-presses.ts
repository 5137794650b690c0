import { actionName } from '../../cards/action-name.js'
import { keepRoster } from '../../src/app/bureau-files.js'
import { must } from '../../src/base/bug.js'
import { type Clock, OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { shortId } from '../../src/base/ids.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { reportersOf } from '../../src/flows/report/reporters.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { createDispatch } from '../../src/desk/dispatch.js'
import type { PressIn } from '../../src/lark/inbound.js'
import { rosterOn } from '../../src/roster/roster.js'
import { putAddresses } from '../../src/storage/addresses.js'
import type { Storage } from '../../src/storage/database.js'
import { bureausWith } from '../bureaus.js'
import { cardFor, openCard, setSent } from '../../src/storage/live-cards.js'

/** A press of 提交 on somebody's monthly report; the mark is what they plan, and found again in the ledger. */
export interface MarkedPress {
  mark: string
  press: PressIn
}

const month = '2025-09'
const demo = demoBureau('keji')
const scheme = must(demo.schemes[0], 'no scheme')
const { roster } = demo
const people = reportersOf(rosterOn(roster, day('2025-09-25')))

export const bureau = roster.bureau.id

/** Addresses of all who owe a report. */
export const addresses = people.map((person) => `ou_${person}`)

/** A clock that began at ten on the day the reports are asked for. */
export function reportClock(): Clock {
  return new OffsetClock(momentOf(day('2025-09-25'), '10:00') - Date.now())
}

/** Makes the bureau in an empty database: roster, cycle, and before everybody the card of their report. */
export async function askForReports(storage: Storage): Promise<void> {
  await keepRoster(storage, roster)
  const on = storage.clock.today()
  await storage.transact('work', (tx) =>
    openCycle(tx, { bureau, scheme, year: 2025, on, by: 'system' }),
  )
  await storage.transact('work', async (tx) => {
    await putAddresses(tx, bureau, new Map(people.map((person) => [person, `ou_${person}`])))
    for (const recipient of addresses) {
      const card = await cardFor(tx, { bureau, recipient, kind: 'report', key: month })
      const messageId = `om_${recipient}`
      await setSent(tx, [{ id: card.id, messageId, chatId: null }])
    }
  })
}

/** What somebody would press on the card that they have before them now. */
export async function nextPress(storage: Storage, openId: string): Promise<MarkedPress> {
  const card = await openCard(storage.read, {
    bureau,
    recipient: openId,
    kind: 'report',
    key: month,
  })
  const { id, revision, messageId } = must(card, `${openId} has no card`)
  const mark = shortId()
  const name = actionName({ verb: 'report.submit', card: id, revision, args: [month, '0'] })
  const values = { extra: '整理台账', plans: mark }
  return {
    mark,
    press: { kind: 'press', openId, messageId: `${messageId}`, chatId: 'oc_x', name, values },
  }
}

/** The dispatcher on this database; answers the kind of toast that a press gets. */
export function pressing(storage: Storage): (marked: MarkedPress) => Promise<string> {
  const dispatch = createDispatch({
    storage,
    bureaus: bureausWith([scheme], storage.clock),
    bureauOf: async () => bureau,
    hashKey: 'key',
    wake: () => {},
    contactsChanged: () => {},
    readGroup: async () => {},
  })
  return async ({ press }) => (await dispatch(press)).toast?.type ?? 'none'
}
