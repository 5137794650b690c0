import { day } from '../../src/base/day.js'
import type { Context, JobContext, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import { saveFile } from '../../src/storage/files.js'
import {
  leaveAsked,
  leaveBack,
  leaveChain,
  leavePaper,
  leaveSlip,
} from '../../src/flows/leave/entries.js'
import { freshWords, keepLeaveDraft } from '../../src/flows/leave/form.js'
import { mayNotAsk } from '../../src/flows/leave/submit.js'
import {
  about,
  after,
  both,
  by,
  carried,
  type Change,
  doing,
  type Situation,
  typed,
} from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Leave: the form, who decides, and one's own. */

const everyStage = 'leaves stand at every stage'
const at = ['2025-10-10', '10:00'] as const

const right: Situation = {
  ...{ who: 'zhang', at, after: [] },
  does: {
    press: 'leave.submit',
    args: ['new', ''],
    values: {
      ...{ kind: 'personal', from: '2025-10-15', to: '2025-10-15', starts: 'morning' },
      ...{ ends: 'evening', reason: '家里有事', handover: '', tasks: '' },
    },
  },
}

const pressed = (
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
) => ({
  ...{ who: 'zhang', at, after: [everyStage] },
  does: { press, args, values },
})

const leave = (name: string) => (world: World) => of(world.facts, `leave ${name}`)

/** A bureau without work rules. */
const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> => {
    const bureau = { ...ctx.bureau, work: null }
    return mayNotAsk({ bureau, person: ctx.person }) ?? done('opened')
  },
})

const asking: Walk['wrong'] = { 'not-allowed': by('nobody'), 'leave-no-rules': withoutRules }

const opening: Walk['wrong'] = {
  ...asking,
  'leave-enter-not-yours': carried(0, 'phone'),
  'leave-who': both(by('li'), carried(0, 'phone'), typed({ who: '没有此人' })),
  gone: carried(0, 'no-such-leave'),
}

const days = (from: string, to = from): Change => typed({ from, to })

const reckoning: Walk['wrong'] = {
  ...opening,
  'leave-kind': typed({ kind: 'none' }),
  'leave-days': days('2025-10-20', '2025-10-17'),
  'leave-halves': typed({ kind: 'marriage', starts: 'noon' }),
  'leave-past': days('2025-10-09'),
  'leave-far': days('2027-10-11'),
  'leave-no-days': days('2025-10-18', '2025-10-19'),
  'leave-long': both(typed({ kind: 'annual' }), days('2025-11-03', '2025-11-28')),
  'leave-overlap': after('张 has asked for the day'),
  'leave-outside': by('head'),
  'leave-vacant': both(by('zhao'), days('2025-10-15', '2025-10-16')),
  'leave-papers': typed({ kind: 'hospital' }),
}

/** Another person's days are not taken, and who is meant is another. */
const apart = [
  // Whoever takes over is away on that day alone.
  ...['leave-past', 'leave-far', 'leave-no-days', 'leave-long'].map(
    (later) => `handover-away ${later}`,
  ),
  ...['leave-overlap', 'handover-who'].flatMap((first) =>
    ['leave-outside', 'leave-vacant'].map((later) => `${first} ${later}`),
  ),
]

const deciding: Walk['wrong'] = {
  gone: carried(0, 'no-such-leave'),
  'chain-changed': carried(0, leave('that changes a withdrawn one')),
  'chain-ended-approved': carried(0, leave('approved')),
  'chain-ended-returned': carried(0, leave('returned')),
  'chain-ended-refused': carried(0, leave('refused')),
  'chain-ended-withdrawn': carried(0, leave('withdrawn')),
  'chain-ended-replaced': carried(0, leave('replaced')),
  'chain-passed-before': carried(0, leave('passed once')),
  'chain-not-yours': by('wang'),
}

function decided(press: string, more: Walk['wrong'] = {}): Walk {
  return {
    of: press,
    right: { ...pressed(press, [leave('asked'), 'zhang'], { text: '同意' }), who: 'li' },
    wrong: { ...deciding, ...more },
    apart: ['chain-passed-before chain-not-yours'],
  }
}

function opened(who: string, kind: string, key: string | ((world: World) => string)): Situation {
  return { who, at, after: [everyStage], does: { open: kind, key } }
}

const reason = { 'chain-reason': typed({ text: '' }) }
const over = carried(0, leave('refused'))

export const leaveSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job((ctx) => writeLeaves(ctx, world)),
  '张 has asked for the day': ({ bureau }) =>
    bureau.job(async (ctx) => void asked(ctx, { from: '2025-10-15' })),
  'a form of leave is begun': ({ bureau }) =>
    bureau.job(async (ctx) => {
      const draft = { words: freshWords(ctx, 'zhang', null), files: [], made: '' }
      await keepLeaveDraft(ctx.tx, { bureau: ctx.bureau, person: 'zhang' }, 'new', draft)
    }),
  '王 is on leave then': ({ bureau }) =>
    bureau.job(async (ctx) => {
      passed(ctx, asked(ctx, { who: 'wang', from: '2025-11-03' }))
    }),
  '王 is on leave': ({ bureau }) =>
    bureau.job(async (ctx) => {
      passed(ctx, asked(ctx, { who: 'wang', from: '2025-10-15' }))
    }),
}

interface Asked {
  who?: string
  from: string
  to?: string
  kind?: string
  telephone?: boolean
  deciding?: string[]
  instead?: string | null
  handover?: string | null
}

function asked(ctx: JobContext, of: Asked): string {
  const { who = 'zhang', from, to = from } = of
  return leaveAsked.write(ctx, {
    ...{ by: who, subject: who, personal: { reason: '家里有事', tasks: '值班表在抽屉里' } },
    body: {
      ...{ kind: of.kind ?? 'personal', from: day(from), to: day(to) },
      ...{ startsAtNoon: false, endsAtNoon: false, rank: 'staff', informed: [], files: [] },
      parts: [{ year: 2025, halves: 2, certain: true }],
      deciding: of.deciding ?? ['unit-head'],
      handover: of.handover ?? null,
      telephone: of.telephone ?? false,
      instead: of.instead ?? null,
      fact: null,
    },
  })
}

function passed(ctx: JobContext, id: string, last = true): string {
  leaveChain.passed.write(ctx, {
    ...{ by: 'li', subject: 'zhang', about: id },
    body: { at: 0, role: 'unit-head', actingFor: null, last },
  })
  return id
}

/** Leaves of 张 at every stage, none of them on the day that the form asks for. */
async function writeLeaves(ctx: JobContext, { facts }: World): Promise<void> {
  const name = (as: string, id: string): string => {
    facts.set(`leave ${as}`, id)
    return id
  }
  const about = (id: string) => ({ about: id, subject: 'zhang', by: 'zhang' })
  const proved = name('asked', asked(ctx, { from: '2025-11-03', handover: 'wang' }))
  const kept = { name: '证明.jpg', sha256: '0'.repeat(64), size: 3, mediaType: 'image/jpeg' }
  const at = { bureau: ctx.bureau.id, by: 'zhang', about: proved }
  const paper = await saveFile(ctx.tx, { ...at, ...kept })
  facts.set('leave paper', paper)
  leavePaper.write(ctx, { about: proved, subject: 'zhang', by: 'zhang', body: { file: paper } })
  const approved = { from: '2025-11-10', to: '2025-11-12', handover: 'wang' }
  name('approved', passed(ctx, asked(ctx, approved)))
  const returned = name('returned', asked(ctx, { from: '2025-11-04' }))
  leaveChain.returned.write(ctx, { ...about(returned), by: 'li', body: { role: 'unit-head' } })
  const refused = name('refused', asked(ctx, { from: '2025-11-05' }))
  leaveChain.refused.write(ctx, { ...about(refused), by: 'li', body: { role: 'unit-head' } })
  const withdrawn = name('withdrawn', asked(ctx, { from: '2025-11-06' }))
  leaveChain.withdrawn.write(ctx, { ...about(withdrawn), body: {} })
  const replaced = name('replaced', passed(ctx, asked(ctx, { from: '2025-11-17' })))
  passed(ctx, asked(ctx, { from: '2025-11-18', instead: replaced }))
  name('that changes a withdrawn one', asked(ctx, { from: '2025-11-19', instead: withdrawn }))
  const two = { from: '2025-11-20', to: '2025-11-21', deciding: ['unit-head', 'leader-in-charge'] }
  name('passed once', passed(ctx, asked(ctx, two), false))
  name('begun', passed(ctx, asked(ctx, { from: '2025-10-09', to: '2025-10-13' })))
  name('begun today', passed(ctx, asked(ctx, { from: '2025-10-10', to: '2025-10-13' })))
  name('in whole days', passed(ctx, asked(ctx, { ...approved, kind: 'marriage' })))
  const back = name('reported back', passed(ctx, asked(ctx, { from: '2025-10-08' })))
  leaveBack.write(ctx, { ...about(back), body: {} })
  name('by telephone', asked(ctx, { from: '2025-10-07', telephone: true }))
  const slip = name('with its slip', asked(ctx, { from: '2025-10-06', telephone: true }))
  leaveSlip.write(ctx, { ...about(slip), body: {}, personal: { reason: '发烧' } })
}

export const leaveWalks: readonly Walk[] = [
  {
    of: 'leave.submit',
    right,
    apart,
    wrong: {
      ...reckoning,
      'leave-reason': typed({ reason: '' }),
      'handover-who': typed({ handover: 'zhang' }),
      'handover-away': both(after('王 is on leave'), typed({ handover: 'wang' })),
    },
  },
  {
    of: 'leave.look',
    right: { ...right, does: { ...right.does, press: 'leave.look' } as Situation['does'] },
    apart,
    wrong: reckoning,
  },
  {
    of: 'leave.drop',
    right: {
      ...right,
      does: { ...right.does, press: 'leave.drop', args: ['new', 'no-file'] } as Situation['does'],
    },
    wrong: opening,
  },
  {
    of: 'leave.again',
    right: { ...pressed('leave.again', ['new']), after: ['a form of leave is begun'] },
    wrong: asking,
  },
  decided('leave.agree'),
  decided('leave.return', reason),
  decided('leave.refuse', reason),
  {
    of: 'leave.withdraw',
    right: pressed('leave.withdraw', [leave('asked')]),
    wrong: {
      gone: by('wang'),
      'leave-over': over,
      'leave-withdraw-begun': carried(0, leave('begun')),
    },
  },
  {
    of: 'leave.shorten',
    right: pressed('leave.shorten', [leave('approved')], { to: '2025-11-11', ends: 'evening' }),
    wrong: {
      gone: by('wang'),
      'leave-over': [over, carried(0, leave('reported back'))],
      'leave-shorter': typed({ to: '2025-11-12' }),
      'leave-halves': both(carried(0, leave('in whole days')), typed({ ends: 'noon' })),
    },
    // Half a day less is shorter.
    apart: ['leave-shorter leave-halves'],
  },
  {
    of: 'leave.back',
    right: pressed('leave.back', [leave('begun')]),
    wrong: {
      gone: by('wang'),
      'leave-over': [over, carried(0, leave('reported back'))],
      'leave-not-begun': carried(0, leave('approved')),
      'leave-back-whole': carried(0, leave('begun today')),
    },
  },
  {
    of: 'leave.slip',
    right: pressed('leave.slip', [leave('by telephone')], { text: '发烧' }),
    wrong: {
      gone: by('wang'),
      'leave-slip-there': [carried(0, leave('with its slip')), carried(0, leave('asked'))],
      'leave-reason': typed({ text: '' }),
    },
  },
  {
    of: 'leave.papers',
    right: pressed('leave.papers', [leave('asked')]),
    wrong: { gone: by('wang'), 'leave-over': over },
  },
  {
    of: 'leave.file',
    right: pressed('leave.file', [leave('paper')]),
    wrong: { gone: [by('wang'), carried(0, 'no-such-file')] },
  },
  {
    of: 'card leave',
    right: opened('zhang', 'leave', 'new'),
    wrong: { ...asking, gone: about('no-such-leave') },
  },
  {
    of: 'card own-leave',
    right: opened('zhang', 'own-leave', leave('asked')),
    wrong: { gone: by('wang') },
  },
  {
    of: 'card leave-approval',
    right: opened('li', 'leave-approval', leave('asked')),
    wrong: {
      gone: about('no-such-leave'),
      'leave-taken-back': about(leave('withdrawn')),
      'leave-not-yours-now': by('wang'),
    },
  },
  { of: 'card my-leaves', right: opened('zhang', 'my-leaves', 'mine'), wrong: asking },
  {
    of: 'command 请假',
    right: { who: 'zhang', at, after: [], does: { word: '请假' } },
    wrong: asking,
  },
  {
    of: 'command 批假',
    right: { who: 'li', at, after: [everyStage], does: { word: '批假' } },
    wrong: { 'leave-none-waits': by('wang') },
  },
  {
    of: 'command 销假',
    right: { who: 'zhang', at, after: [], does: { word: '销假' } },
    wrong: asking,
  },
]
