import { day } from '../../src/base/day.js'
import { leaveAsked } from '../../src/flows/leave/entries.js'
import { postTaken } from '../../src/flows/post/entries.js'
import type { Person } from '../../src/roster/roster.js'
import { matrix } from '../access/matrix.js'
import type { Step } from '../refusals/world.js'
import { person } from '../report/bureau.js'

const [first, until, from] = [day('2025-01-01'), day('2025-08-31'), day('2025-09-01')]

/** Who had something to do with 综合处, or with the office, and has no more: each is somebody of 机关党委 now. */
export const formerly: readonly Person[] = [
  {
    ...person('moved', '迁远', 'party', []),
    memberships: [
      { unit: 'general', from: first, to: until },
      { unit: 'party', from },
    ],
  },
  {
    ...person('acted', '代平', 'party', []),
    roles: [{ role: 'unit-head', unit: 'general', from: first, to: until }],
  },
  {
    ...person('served', '办成', 'party', []),
    roles: [{ role: 'assessment-office', from: first, to: until }],
  },
]

/** 李 was on leave and 代平 stood in for him; that is over. */
export const stoodIn: Step = ({ bureau }) =>
  bureau.job(async (ctx) => {
    const about = leaveAsked.write(ctx, {
      ...{ by: 'li', subject: 'li' },
      body: {
        ...{ kind: 'personal', from: day('2025-09-22'), to: day('2025-09-23') },
        ...{ startsAtNoon: false, endsAtNoon: false, rank: 'staff', informed: [], files: [] },
        ...{ parts: [{ year: 2025, halves: 4, certain: true }], deciding: [], handover: 'acted' },
        ...{ telephone: false, instead: null, fact: null },
      },
    })
    postTaken.write(ctx, { about, subject: 'li', by: 'acted', body: {} })
  })

/** Column of the table → person: one for each kind of standing, and the group. What somebody may see is said by column. */
export const lookers: readonly (readonly [column: string, who: string | null])[] = [
  ...Object.entries(matrix.people),
  ['other', 'zhao'],
  ...formerly.map(({ id }) => ['other', id] as const),
  ['group', null],
]

export function columnOf(who: string | null): string {
  return lookers.find(([, each]) => each === who)?.[0] ?? 'other'
}
