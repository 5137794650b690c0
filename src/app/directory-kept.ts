import type { Clock } from '../base/clock.js'
import { instant } from '../base/day.js'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import type { Calendars } from '../calendar/calendars.js'
import type { BureauFiles } from '../deployment/bureau.js'
import type { Bureaus } from '../flows/bureau.js'
import { tellOffice } from '../flows/office.js'
import { askToFollow } from '../flows/roster/followed.js'
import type { BotChat } from '../lark/chats.js'
import type { Contacts } from '../lark/contacts.js'
import { directoryOf, matchContacts } from '../roster/contacts.js'
import { putAddresses } from '../storage/addresses.js'
import type { Storage, Tx } from '../storage/database.js'
import { cardLifeMs } from '../storage/live-cards.js'
import { refreshCards } from '../storage/stale-cards.js'
import { getSetting, putSetting } from '../storage/settings.js'

/** A group that could be a bureau's. */
export type Group = BotChat

/** What the directory is kept for. */
export interface KeepOptions {
  storage: Storage
  /** The bureaus as they are now. */
  served: () => readonly BureauFiles[]
  clock: Clock
  log: Log
  bureaus: Bureaus
  calendars: Pick<Calendars, 'of'>
}

/**
 * Finds each person of each bureau's roster in the directory as it was read, and the bureau's group; tells its office
 * when somebody new, or the group, could not be found, and has the cards that show the group shown anew. A bureau in
 * which that fails is named in the log and stops none of the others.
 */
export async function keepDirectory(
  options: KeepOptions,
  read: { contacts: Contacts; groups: readonly Group[] },
): Promise<void> {
  const { people, departments } = read.contacts
  const names = new Map(departments.map((each) => [each.departmentId, each.name]))
  const directory = directoryOf(people, names)
  const served = options.served()
  const today = options.clock.today()
  for (const bureau of served) {
    const match = { today, byName: served.length === 1 }
    const { matched, problems } = matchContacts(bureau.roster, directory, match)
    const called = read.groups.filter((each) => each.name === bureau.group)
    const group = called.length === 1 ? called[0] : undefined
    try {
      await options.storage.transact('work', async (tx) => {
        const moved = await putAddresses(tx, bureau.id, matched)
        if (moved.length > 0) await showAnew(options, tx, { bureau: bureau.id, recipients: moved })
        await askToFollow(tx, bureau.id)
        await keepGroup(options, tx, {
          bureau,
          chatId: group?.chatId ?? null,
          found: called.length,
        })
        await tellUnmatched(options, tx, { bureau, messages: problems.map((of) => of.message) })
      })
      options.log.info('directory-kept', {
        bureau: bureau.id,
        matched: matched.size,
        problems: problems.length,
        group: group !== undefined,
      })
    } catch (thrown) {
      if (served.length === 1) throw thrown
      options.log.error('directory-not-kept', { bureau: bureau.id, ...failureFields(thrown) })
    }
  }
}

/** The cards of those who are somebody else to us now, or nobody any more. */
async function showAnew(
  { clock }: KeepOptions,
  tx: Tx,
  { bureau, recipients }: { bureau: string; recipients: readonly string[] },
): Promise<void> {
  await refreshCards(tx, {
    ...{ bureau, group: null, except: null, places: [{ recipients }] },
    sentAfter: instant(clock.now() - cardLifeMs),
  })
}

async function keepGroup(
  options: KeepOptions,
  tx: Tx,
  of: { bureau: BureauFiles; chatId: string | null; found: number },
): Promise<void> {
  const { id, group } = of.bureau
  const missing = group !== null && of.chatId === null ? group : null
  if ((await getSetting(tx, id, 'group-missing')) !== missing) {
    await putSetting(tx, id, 'group-missing', missing)
    const values = { group: group ?? '', count: `${of.found}` }
    if (missing !== null) await tell(options, tx, { bureau: id, code: 'group-missing', values })
  }
  if ((await getSetting(tx, id, 'group-chat')) === of.chatId) return
  await putSetting(tx, id, 'group-chat', of.chatId)
  await refreshCards(tx, {
    ...{ bureau: id, group: of.chatId, except: null },
    places: [{ kind: 'publish' }],
  })
}

async function tellUnmatched(
  options: KeepOptions,
  tx: Tx,
  of: { bureau: BureauFiles; messages: readonly string[] },
): Promise<void> {
  const bureau = of.bureau.id
  const before = await getSetting(tx, bureau, 'contact-problems')
  if (JSON.stringify(before ?? []) === JSON.stringify(of.messages)) return
  await putSetting(tx, bureau, 'contact-problems', [...of.messages])
  const [first] = of.messages
  if (!first) return
  const values = { count: `${of.messages.length}`, first }
  await tell(options, tx, { bureau, code: 'contacts-unmatched', values })
}

async function tell(
  options: KeepOptions,
  tx: Tx,
  of: { bureau: string; code: string; values: Record<string, string> },
): Promise<void> {
  const loaded = await options.bureaus.situation(tx, of.bureau)
  if (loaded) await tellOffice({ ...loaded, tx }, of.code, of.values)
}
