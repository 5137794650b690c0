import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import type { Json } from '../../src/base/json.js'
import { packagePath } from '../../src/base/package-root.js'
import { machineTime } from '../../src/base/real-time.js'
import { isRefusal } from '../../src/base/refusal.js'
import type { BoundWork } from '../../src/binding/work.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import type { Bureaus } from '../../src/flows/bureau.js'
import type { Context, JobContext, Outcome, Seeing, Situation } from '../../src/flows/context.js'
import { endings } from '../../src/desk/brought.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { settle } from '../../src/flows/settle.js'
import type { Person, Roster, RoleHeld, Unit } from '../../src/roster/roster.js'
import type { Ending } from '../../src/lark/delivery-parts.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Db, Storage } from '../../src/storage/database.js'
import { cardFor } from '../../src/storage/live-cards.js'
import { lockNotices, type Notice, nextDue } from '../../src/storage/outbox.js'
import { markDropped } from '../../src/storage/outbox-states.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'
import { putAddresses } from '../../src/storage/addresses.js'
import { putSetting } from '../../src/storage/settings.js'
import { bureausWith } from '../bureaus.js'
import { tempStorage } from '../storage/temp.js'

const since = day('2025-01-01')

/** Somebody of a unit since the year began. */
export function person(
  id: string,
  name: string,
  unit: string,
  roles: Omit<RoleHeld, 'from'>[],
): Person {
  return {
    id,
    name,
    employeeNo: `no-${id}`,
    tier: unit === 'leaders' ? null : 'L2',
    post: '',
    affiliated: false,
    memberships: [{ unit, from: since }],
    roles: roles.map((role) => ({ ...role, from: since })),
  }
}

/**
 * 综合处 (head 李, members 张, 王; led by 陈), 规划处 (head 周, nobody else), 机关党委 (赵, no head);
 * 周 is the assessment office; 陈 sits in the party group and so does 周.
 */
const roster: Roster = {
  bureau: { id: 'bureau', name: '某局' },
  tiers: { L2: '主任科员及以下' },
  roleNames: {},
  units: [
    { id: 'leaders', name: '局领导', kind: 'leadership', tier: 'L2' },
    { id: 'general', name: '综合处', kind: 'general', tier: 'L2' },
    { id: 'planning', name: '规划处', kind: 'business', tier: 'L2' },
    { id: 'party', name: '机关党委', kind: 'general', tier: 'L2' },
  ],
  people: [
    person('chen', '陈志', 'leaders', [
      { role: 'leader-in-charge', unit: 'general' },
      { role: 'party-group' },
    ]),
    person('li', '李群', 'general', [{ role: 'unit-head', unit: 'general' }]),
    person('zhang', '张可', 'general', []),
    person('wang', '王珊', 'general', []),
    person('zhou', '周毅', 'planning', [
      { role: 'unit-head', unit: 'planning' },
      { role: 'assessment-office' },
      { role: 'party-group' },
    ]),
    person('zhao', '赵敏', 'party', []),
  ],
}

/**
 * One database for a file's tests; each test has a bureau of its own in it. `scheme` changes the regulation, `people`
 * are more of them.
 */
export async function testDatabase(
  of: {
    scheme?: (scheme: Scheme) => Scheme
    /** Another database than an embedded one. */
    open?: (clock: OffsetClock) => Promise<{ storage: Storage; close: () => Promise<void> }>
    units?: readonly Unit[]
    people?: readonly Person[]
    work?: BoundWork
    informationToGroup?: boolean
  } = {},
) {
  const clock = new OffsetClock()
  const { storage, close } = await (of.open?.(clock) ?? tempStorage({ clock }))
  const { scheme } = readScheme(packagePath('schemes', 'wuhan-civil-servants'))
  const read = must(scheme, 'the scheme can be read')
  const everybody = {
    ...roster,
    units: [...roster.units, ...(of.units ?? [])],
    people: [...roster.people, ...(of.people ?? [])],
  }
  const work = of.work ?? null
  const { informationToGroup = false } = of
  const ruled = of.scheme?.(read) ?? read
  const made = { clock, storage, scheme: ruled, roster: everybody, work, informationToGroup }
  let count = 0
  return {
    close,
    scheme: made.scheme,
    /** `more`: schemes of which it has a cycle too; `known`: schemes of which it may open one; `work`: under other work rules. */
    newBureau: (
      more: readonly Scheme[] = [],
      known: readonly Scheme[] = [],
      work: BoundWork | null = made.work,
    ) => testBureau({ ...made, more, known, work }, `bureau-${++count}`),
  }
}

/** A bureau with a cycle of 2025 under each scheme, at a moment that the test sets. */
export async function testBureau(
  {
    clock,
    storage,
    scheme,
    roster,
    work,
    informationToGroup,
    more,
    known,
    ...among
  }: {
    clock: OffsetClock
    storage: Storage
    scheme: Scheme
    roster: Roster
    work: BoundWork | null
    informationToGroup: boolean
    more: readonly Scheme[]
    known: readonly Scheme[]
    /** Those among which it lives; by itself when left out. */
    bureaus?: Bureaus
  },
  id: string,
) {
  const calendar = openCalendar()
  const address = (who: string): string => `ou_${id}_${who}`
  const group = `oc_${id}`
  const bureaus =
    among.bureaus ??
    bureausWith([scheme, ...more, ...known], clock, new Map(), work, informationToGroup)
  const addresses = new Map(roster.people.map((each) => [each.id, address(each.id)]))
  await storage.transact('work', async (tx) => {
    const body: Json = JSON.parse(JSON.stringify({ ...roster, bureau: { id, name: '某局' } }))
    await replaceRoster(tx, id, body)
    const on = day('2025-02-01')
    for (const each of [scheme, ...more]) {
      await openCycle(tx, { bureau: id, scheme: each, year: 2025, on, by: 'system' })
    }
    await putAddresses(tx, id, addresses)
    await putSetting(tx, id, 'group-chat', group)
  })
  const situation = async (db: Db): Promise<Situation> =>
    must(await bureaus.situation(db, id), 'the bureau was just made')
  const outcome = (who: string, flow: (ctx: Context) => Promise<Outcome>): Promise<Outcome> =>
    storage.transact('press', async (tx) => {
      const ctx = { ...(await situation(tx)), tx, person: who }
      const given = await flow(ctx)
      if (!isRefusal(given)) await settle(ctx)
      return given
    })

  return {
    id,
    group,
    clock,
    storage,
    bureaus,
    calendar,
    /** The id of the cycle that runs. */
    cycle: `${id}.${scheme.id}.2025`,
    /** Sets the time: a day and `HH:MM`. */
    goTo(on: string, time: string): void {
      clock.jump(momentOf(day(on), time) - machineTime())
    },
    /** Lets somebody do something; the code that is said, `refused:` before that of a refusal. */
    async act(who: string, flow: (ctx: Context) => Promise<Outcome>): Promise<string> {
      const given = await outcome(who, flow)
      return isRefusal(given) ? `refused:${given.code}` : given.say.code
    },
    /** The same with the whole outcome. */
    outcome,
    job<T>(run: (ctx: JobContext) => Promise<T>): Promise<T> {
      return storage.transact('work', async (tx) => {
        const ctx = { ...(await situation(tx)), tx, fresh: () => situation(tx) }
        const given = await run(ctx)
        await settle(ctx)
        return given
      })
    },
    async seeing(who: string | null): Promise<Seeing> {
      return { ...(await situation(storage.read)), person: who }
    },
    /** Gives somebody a live card, as if it had been sent. */
    async haveCard(who: string, kind: string, key: string): Promise<void> {
      const place = { bureau: id, recipient: address(who), kind, key }
      await storage.transact('work', (tx) => cardFor(tx, place))
    },
    /** The platform delivers what waits, or would not, with what follows from it. Answers what it was. */
    async delivered(takes: (sent: { what: string }) => boolean = () => true): Promise<string[]> {
      const ending = endings({ bureaus })
      const all = await this.notices()
      for (const { what, notice } of all) {
        const end: Ending = takes({ what })
          ? { kind: 'delivered' }
          : { kind: 'failed', reason: '230013' }
        await storage.transact('work', (tx) => ending(tx, notice, end))
      }
      return all.map(({ what }) => what)
    },
    /** Notices that wait: `send report 2025-09 zhang`; taken out of the outbox. */
    async notices(): Promise<{ what: string; notice: Notice }[]> {
      const all: { what: string; notice: Notice }[] = []
      for (;;) {
        const due = await nextDue(storage.read, clock.now(), 100)
        if (due.length === 0) return all.sort((a, b) => (a.what < b.what ? -1 : 1))
        for (const notice of due.filter(({ bureau }) => bureau === id)) {
          const { op, cardKind, cardKey, recipient } = notice
          const who = recipient.slice(address('').length)
          all.push({ what: `${op} ${cardKind} ${cardKey} ${who}`, notice })
        }
        await storage.transact('work', async (tx) => {
          // The correction of an answer that was handed over is dropped a moment after it, perhaps just now.
          const waiting = await lockNotices(
            tx,
            due.map((notice) => notice.id),
          )
          for (const each of waiting) await markDropped(tx, each, 'read by the test')
        })
      }
    },
  }
}

export type TestBureau = Awaited<ReturnType<typeof testBureau>>
