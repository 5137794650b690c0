import type { Log } from '../base/log.js'
import { every, sleep, stopwatch } from '../base/real-time.js'
import { groupsOf } from '../lark/chats.js'
import type { LarkClient } from '../lark/client.js'
import { type ContactPerson, type Contacts, readContact, syncContacts } from '../lark/contacts.js'
import { LarkFailure } from '../lark/failure.js'
import { type ContactChangedIn, groupEventTypes } from '../lark/inbound.js'
import { type Group, keepDirectory, type KeepOptions } from './directory-kept.js'

/** What the directory is read for. */
export interface DirectoryOptions extends KeepOptions {
  client: LarkClient
  log: Log
  /** Told of the tenant of a group of ours. */
  onTenant(tenantKey: string): void
}

/** The bureaus' people and groups on the platform, kept up to date: read once for all of them. */
export interface Directory {
  /** Reads everything now; rejects with a LarkFailure, after which nothing has changed. */
  readAll(): Promise<void>
  /** Reads the groups now (one call); rejects with a LarkFailure. */
  readGroups(): Promise<void>
  /** Has everything read soon, in the background, again and again until it succeeds. */
  readLater(): void
  /** An event says that something changed: it is read soon, in the background. */
  changed(change: ContactChangedIn): void
  /** Another roster is in place: matched anew. */
  rematch(): void
  /** Whether something is being read or about to be. */
  busy(): boolean
  close(): void
}

/** Real time for which events gather before they are read. */
const gatherMs = 1_000
/** Real time between two full reads for events: a reorganisation brings hundreds of them. */
const fullGapMs = 60_000
/** Beyond so many people one full read is cheaper than reading each. */
const singlesMax = 20
/** Real time between two full reads without any event: what events that got lost would have told. */
const fullEveryMs = 24 * 3_600_000
const retryFirstMs = 10_000
const retryMaxMs = 600_000

/** What is to be read. */
interface Wanted {
  full: boolean
  groups: boolean
  match: boolean
  people: Set<string>
}

const nothing = (): Wanted => ({ full: false, groups: false, match: false, people: new Set() })

/**
 * Reads the directory one thing at a time. Changed people are read one by one, everything else leads to
 * one full read after a pause; what fails is read again, later and later, and is not forgotten.
 */
export function openDirectory(options: DirectoryOptions): Directory {
  const { client, log } = options
  let known: Contacts | null = null
  let groups: Group[] | null = null
  let wanted = nothing()
  let working: Promise<void> | null = null
  let resting = false
  let sinceFull: (() => number) | null = null
  const closing = new AbortController()

  const readGroupsInto = async (): Promise<void> => {
    groups = (await groupsOf(client)).filter((group) => !group.external)
    const tenant = groups.find((group) => group.tenantKey !== null)?.tenantKey
    if (tenant) options.onTenant(tenant)
  }
  const keep = async (): Promise<void> => {
    if (known) await keepDirectory(options, { contacts: known, groups: groups ?? [] })
  }
  const readAll = async (): Promise<void> => {
    known = await syncContacts(client)
    await readGroupsInto()
    await keep()
    log.info('directory-read', { people: known.people.length })
  }
  const readSome = async (want: Wanted): Promise<void> => {
    const people = new Map(known?.people.map((person) => [person.openId, person]))
    for (const openId of want.people) put(people, openId, await readContact(client, openId))
    if (known) known = { ...known, people: [...people.values()] }
    if (want.groups || groups === null) await readGroupsInto()
    await keep()
    log.info('directory-updated', { people: want.people.size, groups: want.groups })
  }

  /** One at a time, also of those who wait for it. */
  const alone = async (work: () => Promise<void>): Promise<void> => {
    while (working) await working.catch(() => {})
    working = work()
    try {
      await working
    } finally {
      working = null
    }
  }

  const rest = async (ms: number): Promise<void> => {
    resting = true
    await sleep(ms, { unref: true, signal: closing.signal })
    resting = false
  }

  let rounds: Promise<void> | null = null
  const round = async (): Promise<void> => {
    let retryMs = retryFirstMs
    await sleep(gatherMs, { unref: true, signal: closing.signal })
    while (!closing.signal.aborted && isWanted(wanted)) {
      const want = wanted
      wanted = nothing()
      const full = want.full || known === null || want.people.size > singlesMax
      try {
        if (full && sinceFull && sinceFull() < fullGapMs) await rest(fullGapMs - sinceFull())
        if (full) sinceFull = stopwatch()
        await alone(() => (full ? readAll() : readSome(want)))
        retryMs = retryFirstMs
      } catch (thrown) {
        wanted = both(want, wanted)
        const after = thrown instanceof LarkFailure ? (thrown.retryAfterMs ?? 0) : 0
        log.warn('directory-unread', { againInMs: Math.max(retryMs, after) })
        await rest(Math.max(retryMs, after))
        retryMs = Math.min(retryMaxMs, retryMs * 2)
      }
    }
  }
  const want = (more: Partial<Wanted>): void => {
    wanted = both(wanted, { ...nothing(), ...more })
    rounds ??= round().finally(() => {
      rounds = null
      if (isWanted(wanted) && !closing.signal.aborted) want({})
    })
  }

  const stopEvery = every(fullEveryMs, () => want({ full: true }))
  return {
    readAll: () => alone(readAll),
    readGroups: () => alone(() => (known ? readSome({ ...nothing(), groups: true }) : readAll())),
    readLater: () => want({ full: true }),
    changed: ({ eventType, openId }) => {
      if (groupEventTypes.some((each) => each === eventType)) want({ groups: true })
      else if (eventType.startsWith('contact.user.') && openId) want({ people: new Set([openId]) })
      else want({ full: true })
    },
    rematch: () => want({ match: true }),
    busy: () => working !== null || (rounds !== null && !resting),
    close: () => {
      stopEvery()
      closing.abort()
    },
  }
}

function put(people: Map<string, ContactPerson>, openId: string, read: ContactPerson | null): void {
  const before = people.get(openId)
  if (read) people.set(openId, read)
  else if (before) people.set(openId, { ...before, active: false })
}

function isWanted(wanted: Wanted): boolean {
  return wanted.full || wanted.groups || wanted.match || wanted.people.size > 0
}

function both(a: Wanted, b: Wanted): Wanted {
  return {
    full: a.full || b.full,
    groups: a.groups || b.groups,
    match: a.match || b.match,
    people: new Set([...a.people, ...b.people]),
  }
}
