import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Calendars } from '../calendar/calendars.js'
import type { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import type { BotChat } from '../lark/chats.js'
import type { Contacts } from '../lark/contacts.js'
import { matchContacts } from '../roster/contacts.js'
import type { Roster } from '../roster/roster.js'
import { putContacts } from '../storage/contacts.js'
import type { Storage, Tx } from '../storage/database.js'
import { refreshCards } from '../storage/stale-cards.js'
import { getSetting, putSetting } from '../storage/settings.js'

/** A group that could be the bureau's. */
export type Group = BotChat

/** What the directory is kept for. */
export interface KeepOptions {
  storage: Storage
  roster: Roster
  clock: Clock
  log: Log
  /** The group where results are published; the only one the bot is in when not named. */
  groupName: string | undefined
  bureaus: Bureaus
  calendars: Pick<Calendars, 'of'>
}

/**
 * Finds each person of the roster in the directory as it was read, and the bureau's group; tells the
 * office when somebody new could not be found, and has the cards that show the group shown anew.
 */
export async function keepDirectory(
  options: KeepOptions,
  read: { contacts: Contacts; groups: readonly Group[] },
): Promise<void> {
  const { storage, roster, clock } = options
  const bureau = roster.bureau.id
  const { people, departments } = read.contacts
  const names = new Map(departments.map((each) => [each.departmentId, each.name]))
  const today = clock.today()
  const { matched, problems } = matchContacts(roster, people, { today, departments: names })
  const group = groupOf(read.groups, options.groupName)
  const messages = problems.map((problem) => problem.message)
  await storage.transact('work', async (tx) => {
    await putContacts(tx, bureau, people)
    await putSetting(tx, bureau, 'addresses', Object.fromEntries(matched))
    await keepGroup(options, tx, group?.chatId ?? null)
    await tellUnmatched(options, tx, messages)
  })
  options.log.info('directory-kept', {
    matched: matched.size,
    problems: problems.length,
    group: group !== undefined,
  })
}

function groupOf(groups: readonly Group[], name: string | undefined): Group | undefined {
  if (name) return groups.find((each) => each.name === name)
  return groups.length === 1 ? groups[0] : undefined
}

async function keepGroup(options: KeepOptions, tx: Tx, chatId: string | null): Promise<void> {
  const bureau = options.roster.bureau.id
  const before = await getSetting(tx, bureau, 'group-chat')
  if (before === chatId) return
  await putSetting(tx, bureau, 'group-chat', chatId)
  await refreshCards(tx, {
    ...{ bureau, group: chatId, except: null },
    places: [{ kind: 'publish' }],
  })
}

async function tellUnmatched(options: KeepOptions, tx: Tx, messages: string[]): Promise<void> {
  const bureau = options.roster.bureau.id
  const before = await getSetting(tx, bureau, 'contact-problems')
  if (JSON.stringify(before ?? []) === JSON.stringify(messages)) return
  await putSetting(tx, bureau, 'contact-problems', messages)
  const loaded = await options.bureaus.situation(tx, bureau)
  const [first] = messages
  if (!loaded || !first) return
  const values = { count: `${messages.length}`, first }
  await tellOffice({ ...loaded, tx }, 'contacts-unmatched', values)
}
