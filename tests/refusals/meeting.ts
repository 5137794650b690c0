import { day } from '../../src/base/day.js'
import type { Context, JobContext, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import { callMeeting } from '../../src/flows/meeting/call.js'
import {
  meetingBriefed,
  meetingBriefRead,
  meetingCalled,
  meetingCancelled,
  meetingLeaveAsked,
  meetingLeaveChain,
  meetingMarked,
} from '../../src/flows/meeting/entries.js'
import { mayNotCall } from '../../src/flows/meeting/who.js'
import { about, both, by, carried, type Change, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Meetings: calling them, leave from them, who came, and the report after. */

const everyStage = 'meetings stand at every stage'
const at = ['2025-10-10', '10:00'] as const

export const meetingSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job(async (ctx) => writeMeetings(ctx, world)),
}

interface Called {
  on: string
  time?: string
  persons?: string[]
  briefs?: string[]
}

function called(ctx: JobContext, { on, time = '09:00', persons, briefs = ['zhang'] }: Called) {
  return meetingCalled.write(ctx, {
    ...{ by: 'li', day: day(on), personal: { title: '半年分析会', place: '二楼', note: '' } },
    body: {
      ...{ time, briefs, briefDue: day('2025-10-14') },
      persons: persons ?? ['zhang', 'wang', 'head', 'li', 'tang', 'm10', 'm11'],
    },
  })
}

function asked(ctx: JobContext, meeting: string, by = 'zhang', deciding = ['unit-head']): string {
  return meetingLeaveAsked.write(ctx, {
    ...{ about: meeting, subject: by, by, personal: { reason: '出差' } },
    body: { rank: 'staff', deciding, informed: [] },
  })
}

function passed(ctx: JobContext, leave: string, last = true): string {
  meetingLeaveChain.passed.write(ctx, {
    ...{ by: 'li', subject: 'zhang', about: leave },
    body: { at: 0, role: 'unit-head', actingFor: null, last },
  })
  return leave
}

function marked(ctx: JobContext, meeting: string): string {
  const nobody = { absent: [], late: [], substituted: [], excused: [], left: [], facts: [] }
  meetingMarked.write(ctx, { about: meeting, by: 'li', body: nobody })
  return meeting
}

function writeMeetings(ctx: JobContext, { facts }: World): void {
  const name = (as: string, id: string): string => {
    facts.set(`meeting ${as}`, id)
    return id
  }
  name('coming', called(ctx, { on: '2025-10-13' }))
  const off = name('cancelled', called(ctx, { on: '2025-10-14' }))
  name('leave of the cancelled', asked(ctx, off))
  meetingCancelled.write(ctx, { about: off, by: 'li', body: {}, personal: { reason: '改期' } })
  const begun = name(
    'begun',
    called(ctx, { on: '2025-10-09', persons: ['zhang', 'wang', 'm10', 'm11', 'zhang2', 'zhang3'] }),
  )
  passed(ctx, asked(ctx, begun, 'm11'))
  name('leave of the begun', passed(ctx, asked(ctx, called(ctx, { on: '2025-10-09' }))))
  const two = name('marked', marked(ctx, called(ctx, { on: '2025-10-09', time: '15:00' })))
  const read = name('read', marked(ctx, called(ctx, { on: '2025-10-09', time: '16:00' })))
  for (const meeting of [two, read]) {
    meetingBriefed.write(ctx, {
      ...{ about: meeting, subject: 'zhang', by: 'zhang', personal: { summary: '会议要求' } },
      body: { late: false },
    })
  }
  meetingBriefRead.write(ctx, { about: read, subject: 'zhang', by: 'chen', body: {} })
  const deciding = name('deciding', called(ctx, { on: '2025-10-15' }))
  const written = (about: string) => ({ about, subject: 'zhang', by: 'li' })
  name('leave approved', passed(ctx, asked(ctx, deciding)))
  const returned = name('leave returned', asked(ctx, deciding))
  meetingLeaveChain.returned.write(ctx, { ...written(returned), body: { role: 'unit-head' } })
  const refused = name('leave refused', asked(ctx, deciding))
  meetingLeaveChain.refused.write(ctx, { ...written(refused), body: { role: 'unit-head' } })
  const withdrawn = name('leave withdrawn', asked(ctx, deciding))
  meetingLeaveChain.withdrawn.write(ctx, { ...written(withdrawn), by: 'zhang', body: {} })
  const both = ['unit-head', 'leader-in-charge']
  name('leave passed once', passed(ctx, asked(ctx, deciding, 'zhang', both), false))
  name('leave asked', asked(ctx, deciding))
}

const meeting = (name: string) => (world: World) => of(world.facts, `meeting ${name}`)

function pressed(
  who: string,
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation {
  return { who, at, after: [everyStage], does: { press, args, values } }
}

function opened(
  who: string,
  kind: string,
  key: string | ((world: World) => string | Promise<string>),
) {
  return { who, at, after: [everyStage], does: { open: kind, key } }
}

/** A bureau without work rules. */
const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> =>
    mayNotCall({ ...ctx, bureau: { ...ctx.bureau, work: null } }) ?? done('opened'),
})

/** Everybody of a bureau that has more people than one meeting takes. */
const tooMany: Change = doing({
  call: async (ctx: Context): Promise<Outcome> => {
    const { roster } = ctx.bureau
    const [one] = roster.people
    const people = one ? Array.from({ length: 301 }, (_, at) => ({ ...one, id: `many-${at}` })) : []
    const bureau = { ...ctx.bureau, roster: { ...roster, people } }
    const words = { ...form, at: '2025-10-15 09:00', names: '全体', briefs: '' }
    return callMeeting({ ...ctx, bureau }, { verb: 'meeting.call', words })
  },
})

const form = {
  ...{ title: '局务会', at: '2025-10-13 09:00', place: '三楼会议室', names: '张可、综合处' },
  ...{ briefs: '王珊', note: '' },
}
const opening: Walk['wrong'] = { 'meeting-no-rules': withoutRules, 'not-allowed': by('zhang') }

const none = carried(0, 'no-such-meeting')
const kept: Walk['wrong'] = {
  gone: none,
  'meeting-not-yours': by('zhang'),
  'meeting-cancelled': carried(0, meeting('cancelled')),
}
const toMark: Walk['wrong'] = {
  ...kept,
  'meeting-early': carried(0, meeting('coming')),
  'meeting-marked': carried(0, meeting('marked')),
}
const deciding: Walk['wrong'] = {
  gone: none,
  'meeting-cancelled': both(
    carried(0, meeting('leave of the cancelled')),
    carried(1, meeting('cancelled')),
  ),
  'chain-ended-approved': carried(0, meeting('leave approved')),
  'chain-ended-returned': carried(0, meeting('leave returned')),
  'chain-ended-refused': carried(0, meeting('leave refused')),
  'chain-ended-withdrawn': carried(0, meeting('leave withdrawn')),
  'chain-passed-before': carried(0, meeting('leave passed once')),
  'chain-not-yours': by('wang'),
}

function decided(press: string, more: Walk['wrong'] = {}): Walk {
  return {
    of: press,
    right: pressed('li', press, [meeting('leave asked'), meeting('deciding')], { text: '同意' }),
    wrong: { ...deciding, ...more },
    apart: ['chain-passed-before chain-not-yours'],
  }
}

export const meetingWalks: readonly Walk[] = [
  {
    of: 'meeting.call',
    right: pressed('li', 'meeting.call', [], form),
    wrong: {
      ...opening,
      'meeting-title': typed({ title: '' }),
      'meeting-at': typed({ at: '十点' }),
      'meeting-past': typed({ at: '2025-10-10 09:59' }),
      'meeting-far': typed({ at: '2027-01-11 09:00' }),
      'meeting-place': typed({ place: '' }),
      'meeting-names': typed({ names: '' }),
      // 吴 left in August.
      'names-nobody': typed({ names: '综合处、吴远' }),
      'names-which': typed({ names: '综合处、郑平' }),
      'meeting-many': tooMany,
      'meeting-brief-who': typed({ briefs: '孙文' }),
    },
    apart: [
      // Of names that can't be read nobody can say whether they are asked.
      ...['meeting-names', 'names-nobody', 'names-which'].map((one) => `${one} meeting-brief-who`),
      // That is another press.
      ...['meeting-title', 'meeting-at', 'meeting-past', 'meeting-far', 'meeting-place'].map(
        (one) => `${one} meeting-many`,
      ),
      ...['meeting-names', 'names-nobody', 'names-which'].map((one) => `${one} meeting-many`),
    ],
  },
  { of: 'meeting.again', right: pressed('li', 'meeting.again', []), wrong: opening },
  {
    of: 'meeting.cancel',
    right: pressed('li', 'meeting.cancel', [meeting('coming')], { why: '改期' }),
    wrong: {
      ...kept,
      'meeting-begun': carried(0, meeting('begun')),
      'meeting-reason': typed({ why: '' }),
    },
  },
  {
    of: 'meeting.ask',
    right: pressed('zhang', 'meeting.ask', [meeting('coming')], { reason: '出差' }),
    wrong: {
      gone: none,
      'meeting-not-asked': by('dong'),
      'meeting-cancelled': carried(0, meeting('cancelled')),
      'meeting-begun': carried(0, meeting('begun')),
      'meeting-leave-there': carried(0, meeting('deciding')),
      'meeting-reason': typed({ reason: '' }),
      'meeting-leave-outside': by('head'),
      // Nobody is in charge of 机关党委.
      'meeting-leave-vacant': by('tang'),
    },
    // Others have asked for no leave, and are asked to no other meeting.
    apart: ['meeting-begun', 'meeting-leave-there'].flatMap((one) =>
      ['meeting-leave-outside', 'meeting-leave-vacant'].map((later) => `${one} ${later}`),
    ),
  },
  decided('meeting.agree'),
  decided('meeting.return', { 'chain-reason': typed({ text: '' }) }),
  decided('meeting.refuse', { 'chain-reason': typed({ text: '' }) }),
  {
    of: 'meeting.withdraw',
    right: pressed('zhang', 'meeting.withdraw', [meeting('leave asked'), meeting('deciding')]),
    wrong: {
      gone: none,
      'meeting-cancelled': carried(0, meeting('leave of the cancelled')),
      'meeting-begun': carried(0, meeting('leave of the begun')),
      'meeting-leave-over': carried(0, meeting('leave refused')),
    },
  },
  {
    of: 'meeting.as-expected',
    right: pressed('li', 'meeting.as-expected', [meeting('begun')]),
    wrong: toMark,
  },
  {
    of: 'meeting.mark',
    right: pressed('li', 'meeting.mark', [meeting('begun')], {
      ...{ absent: '王珊', late: '', substituted: '', note: '没有说明' },
    }),
    wrong: {
      ...toMark,
      'meeting-mark-nobody': typed({ absent: '' }),
      // 陈 is not asked to it.
      'names-nobody': typed({ substituted: '陈志' }),
      'names-which': typed({ late: '郑平' }),
      'meeting-mark-twice': typed({ late: '王珊' }),
      'meeting-mark-excused': typed({ late: '组员11' }),
      'meeting-mark-note': typed({ note: '' }),
      'meeting-mark-other': typed({ substituted: '组员10' }),
    },
    // With another name somebody is named.
    apart: [
      ...['names-nobody', 'names-which', 'meeting-mark-twice', 'meeting-mark-excused'],
      'meeting-mark-other',
    ].map((later) => `meeting-mark-nobody ${later}`),
  },
  {
    of: 'meeting.brief',
    right: pressed('zhang', 'meeting.brief', [meeting('begun')], { text: '会议要求抓紧' }),
    wrong: {
      gone: none,
      'meeting-cancelled': carried(0, meeting('cancelled')),
      'meeting-brief-early': carried(0, meeting('coming')),
      'meeting-brief-not-asked': by('wang'),
      'meeting-brief-there': carried(0, meeting('marked')),
      'meeting-brief-text': typed({ text: '' }),
    },
  },
  {
    of: 'meeting.read',
    right: pressed('chen', 'meeting.read', [meeting('marked'), 'zhang']),
    wrong: {
      gone: none,
      'meeting-brief-not-yours': by('wang'),
      'meeting-brief-read': carried(0, meeting('read')),
    },
  },
  {
    of: 'card meetings',
    right: opened('zhang', 'meetings', 'mine'),
    wrong: { 'meeting-no-rules': withoutRules },
  },
  { of: 'card meeting-form', right: opened('li', 'meeting-form', 'new'), wrong: opening },
  {
    of: 'card meeting',
    right: opened('zhang', 'meeting', meeting('coming')),
    wrong: { gone: by('dong') },
  },
  {
    of: 'card meeting-marks',
    right: opened('li', 'meeting-marks', meeting('begun')),
    wrong: { gone: [by('zhang'), about(meeting('coming')), about(meeting('cancelled'))] },
  },
  {
    of: 'card meeting-leave',
    right: opened('li', 'meeting-leave', meeting('leave asked')),
    wrong: { gone: about('no-such-leave'), 'leave-not-yours-now': by('wang') },
  },
  {
    of: 'card meeting-brief',
    right: opened('chen', 'meeting-brief', async (world) => `${meeting('marked')(world)}/zhang`),
    wrong: { gone: by('wang') },
  },
  {
    of: 'command 会议',
    right: { ...opened('zhang', '', ''), does: { word: '会议' } },
    wrong: { 'meeting-no-rules': withoutRules },
  },
]
