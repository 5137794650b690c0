import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, type Day, dayAt, momentOf } from '../../src/base/day.js'
import { packagePath } from '../../src/base/package-root.js'
import { machineTime } from '../../src/base/real-time.js'
import { isRefusal } from '../../src/base/refusal.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import type { Bureau, Context, Outcome, Seeing } from '../../src/flows/context.js'
import type { JobContext } from '../../src/flows/jobs.js'
import { type Person, type Roster, type RoleHeld, rosterOn } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Storage } from '../../src/storage/database.js'
import { cardFor } from '../../src/storage/live-cards.js'
import { type Notice, nextDue } from '../../src/storage/outbox.js'
import { markDropped } from '../../src/storage/outbox-states.js'
import { tempStorage } from '../storage/temp.js'

const since = day('2025-01-01')

function person(id: string, name: string, unit: string, roles: Omit<RoleHeld, 'from'>[]): Person {
  return {
    id,
    name,
    employeeNo: `no-${id}`,
    tier: unit === 'leaders' ? null : 'staff',
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
  tiers: { staff: '工作人员' },
  roleNames: {},
  units: [
    { id: 'leaders', name: '局领导', kind: 'leadership' },
    { id: 'general', name: '综合处', kind: 'general' },
    { id: 'planning', name: '规划处', kind: 'business' },
    { id: 'party', name: '机关党委', kind: 'general' },
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

/** One database for a file's tests; each test has a bureau of its own in it. */
export async function testDatabase() {
  const clock = new OffsetClock()
  const { storage, close } = await tempStorage({ clock })
  const { scheme } = readScheme(packagePath('schemes', 'wuhan-civil-servants'))
  const made = { clock, storage, scheme: must(scheme, 'the scheme can be read') }
  let count = 0
  return { close, newBureau: () => testBureau(made, `bureau-${++count}`) }
}

/** A bureau at a moment that the test sets. */
function testBureau(
  { clock, storage, scheme }: { clock: OffsetClock; storage: Storage; scheme: Scheme },
  id: string,
) {
  const calendar = openCalendar()
  const address = (who: string): string => `ou_${id}_${who}`

  const bureauOn = (today: Day): Bureau => ({
    id,
    name: '某局',
    roster: rosterOn(roster, today),
    history: roster,
    cycle: {
      id: `${id}-2025`,
      bureau: id,
      scheme: 'wuhan-civil-servants',
      schemeVersion: '1',
      year: 2025,
      state: 'open',
      binding: {},
      openedOn: day('2025-02-01'),
    },
    scheme,
    addresses: new Map(roster.people.map((each) => [each.id, address(each.id)])),
    groupChatId: null,
  })
  const moment = () => {
    const now = clock.now()
    const today = dayAt(now)
    return { now, today, bureau: bureauOn(today), calendar }
  }

  return {
    id,
    clock,
    storage,
    calendar,
    /** The bureau as it is now. */
    here: () => moment().bureau,
    /** Sets the time: a day and `HH:MM`. */
    goTo(on: string, time: string): void {
      clock.jump(momentOf(day(on), time) - machineTime())
    },
    /** Lets somebody do something; the code that is said, `refused:` before that of a refusal. */
    async act(who: string, flow: (ctx: Context) => Promise<Outcome>): Promise<string> {
      const outcome = await storage.transact('press', (tx) =>
        flow({ tx, person: who, ...moment() }),
      )
      return isRefusal(outcome) ? `refused:${outcome.code}` : outcome.say.code
    },
    /** The same with the whole outcome. */
    outcome(who: string, flow: (ctx: Context) => Promise<Outcome>): Promise<Outcome> {
      return storage.transact('press', (tx) => flow({ tx, person: who, ...moment() }))
    },
    job<T>(run: (ctx: JobContext) => Promise<T>): Promise<T> {
      return storage.transact('work', (tx) => run({ tx, ...moment() }))
    },
    seeing(who: string | null): Seeing {
      return { db: storage.read, person: who, ...moment() }
    },
    /** Gives somebody a live card, as if it had been sent. */
    async haveCard(who: string, kind: string, key: string): Promise<void> {
      const place = { bureau: id, recipient: address(who), kind, key }
      await storage.transact('work', (tx) => cardFor(tx, place))
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
          for (const notice of due) await markDropped(tx, notice.id, 'read by the test')
        })
      }
    },
  }
}

export type TestBureau = ReturnType<typeof testBureau>
