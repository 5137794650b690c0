import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Calendars } from '../calendar/calendars.js'
import type { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import { groupsOf } from '../lark/chats.js'
import type { LarkClient } from '../lark/client.js'
import { syncContacts } from '../lark/contacts.js'
import { matchContacts } from '../roster/contacts.js'
import type { Roster } from '../roster/roster.js'
import { putContacts } from '../storage/contacts.js'
import type { Storage } from '../storage/database.js'
import { getSetting, putSetting } from '../storage/settings.js'

/** What the directory is read for. */
export interface DirectoryOptions {
  storage: Storage
  client: LarkClient
  roster: Roster
  clock: Clock
  log: Log
  /** The group where results are published; the only one the bot is in when not named. */
  groupName: string | undefined
  bureaus: Bureaus
  calendars: Pick<Calendars, 'of'>
}

/**
 * Reads the platform's directory whole (a listing that fails half-way changes nothing), finds each
 * person of the roster in it, and tells the office when somebody new could not be found.
 */
export async function readDirectory(options: DirectoryOptions): Promise<void> {
  const { storage, client, roster, clock, log } = options
  const bureau = roster.bureau.id
  const { people, departments } = await syncContacts(client)
  const names = new Map(departments.map((each) => [each.departmentId, each.name]))
  const today = clock.today()
  const { matched, problems } = matchContacts(roster, people, { today, departments: names })
  const groups = (await groupsOf(client)).filter((group) => !group.external)
  const group = options.groupName
    ? groups.find((each) => each.name === options.groupName)
    : groups.length === 1
      ? groups[0]
      : undefined
  await storage.transact('work', async (tx) => {
    await putContacts(tx, bureau, people)
    await putSetting(tx, bureau, 'addresses', Object.fromEntries(matched))
    await putSetting(tx, bureau, 'group-chat', group?.chatId ?? null)
    const before = await getSetting(tx, bureau, 'contact-problems')
    const messages = problems.map((problem) => problem.message)
    if (JSON.stringify(before ?? []) === JSON.stringify(messages)) return
    await putSetting(tx, bureau, 'contact-problems', messages)
    const loaded = await options.bureaus.load(tx, bureau, today)
    const [first] = messages
    if (!loaded || !first) return
    const calendar = options.calendars.of(bureau)
    const values = { count: `${messages.length}`, first }
    await tellOffice(
      { tx, bureau: loaded, calendar, now: clock.now() },
      'contacts-unmatched',
      values,
    )
  })
  log.info('directory-read', {
    people: people.length,
    matched: matched.size,
    problems: problems.length,
    group: group !== undefined,
  })
}
