import { day } from '../../src/base/day.js'
import type { Context, JobContext, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import { tripAsked, tripBack, tripChain, type TripMatter } from '../../src/flows/trip/entries.js'
import { freshTrip, tripDrafts } from '../../src/flows/trip/form.js'
import { mayNotTrip } from '../../src/flows/trip/submit.js'
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

/** Trips and outings: the form, who decides, one's own, and who takes over. */

const everyStage = 'trips stand at every stage'
const at = ['2025-10-10', '10:00'] as const

const right: Situation = {
  ...{ who: 'zhang', at, after: [] },
  does: {
    press: 'trip.submit',
    args: ['trip', ''],
    values: {
      ...{ from: '2025-10-15', to: '2025-10-15', starts: 'morning', ends: 'evening' },
      ...{ place: '宜昌', reason: '调研', handover: '', tasks: '' },
    },
  },
}

const pressed = (
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation => ({
  ...{ who: 'zhang', at, after: [everyStage] },
  does: { press, args, values },
})

const trip = (name: string) => (world: World) => of(world.facts, `trip ${name}`)

/** A bureau whose rules say nothing of trips. */
const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> => {
    const bureau = { ...ctx.bureau, work: null }
    return mayNotTrip({ bureau, person: ctx.person }, 'trip') ?? done('opened')
  },
})

const asking: Walk['wrong'] = { 'not-allowed': by('nobody'), 'trip-no-rules': withoutRules }
const days = (from: string, to = from): Change => typed({ from, to })

const reckoning: Walk['wrong'] = {
  ...asking,
  gone: carried(0, 'no-such-trip'),
  'trip-days': days('2025-10-20', '2025-10-17'),
  'trip-past': days('2025-10-09'),
  'trip-far': days('2027-10-11'),
  'trip-no-days': both(carried(0, 'outing'), days('2025-10-18', '2025-10-19')),
  'trip-overlap': after('张 has asked for the day'),
  'trip-outside': by('head'),
  'trip-vacant': both(by('zhao'), days('2025-10-15', '2025-10-16')),
}

/** Another person’s days are not taken; who is away, or out, on one day alone. */
const apart = [
  ...['trip-past', 'trip-far', 'trip-no-days'].map((later) => `handover-away ${later}`),
  ...['trip-outside', 'trip-vacant'].map((later) => `handover-who ${later}`),
  ...['trip-outside', 'trip-vacant'].map((later) => `trip-overlap ${later}`),
  'trip-no-days trip-overlap',
  // Nobody takes over an outing; the principal leader reports to nobody.
  ...['handover-who', 'handover-away'].map((first) => `${first} trip-no-days`),
]

const deciding: Walk['wrong'] = {
  gone: carried(0, 'no-such-trip'),
  'chain-changed': carried(0, trip('that changes a withdrawn one')),
  'chain-ended-approved': carried(0, trip('approved')),
  'chain-ended-returned': carried(0, trip('returned')),
  'chain-ended-refused': carried(0, trip('refused')),
  'chain-ended-withdrawn': carried(0, trip('withdrawn')),
  'chain-ended-replaced': carried(0, trip('replaced')),
  'chain-passed-before': carried(0, trip('passed once')),
  'chain-not-yours': by('wang'),
}

function decided(press: string, more: Walk['wrong'] = {}): Walk {
  return {
    of: press,
    right: { ...pressed(press, [trip('asked'), 'zhang'], { text: '同意' }), who: 'li' },
    wrong: { ...deciding, ...more },
    apart: ['chain-passed-before chain-not-yours'],
  }
}

function opened(who: string, kind: string, key: string | ((world: World) => string)): Situation {
  return { who, at, after: [everyStage], does: { open: kind, key } }
}

const reason = { 'chain-reason': typed({ text: '' }) }
const over = carried(0, trip('refused'))

export const tripSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job(async (ctx) => writeTrips(ctx, world)),
  'a form of a trip is begun': ({ bureau }) =>
    bureau.job(async (ctx) => {
      const words = freshTrip(ctx, 'zhang', { matter: 'trip', before: null })
      const whose = { bureau: ctx.bureau, person: 'zhang' }
      await tripDrafts.keep(ctx.tx, whose, 'trip', { words, made: '' })
    }),
}

interface Asked {
  from: string
  to?: string
  matter?: TripMatter
  deciding?: string[]
  instead?: string | null
}

function asked(ctx: JobContext, given: Asked): string {
  const { from, to = from } = given
  return tripAsked.write(ctx, {
    ...{
      by: 'zhang',
      subject: 'zhang',
      personal: { place: '宜昌', reason: '调研', tasks: '值守' },
    },
    body: {
      ...{ matter: given.matter ?? 'trip', from: day(from), to: day(to) },
      ...{ startsAtNoon: false, endsAtNoon: false, rank: 'staff', informed: [] },
      deciding: given.deciding ?? ['unit-head'],
      ...{ handover: 'wang', instead: given.instead ?? null, returns: true },
    },
  })
}

function passed(ctx: JobContext, id: string, last = true): string {
  tripChain.passed.write(ctx, {
    ...{ by: 'li', subject: 'zhang', about: id },
    body: { at: 0, role: 'unit-head', actingFor: null, last },
  })
  return id
}

/** Trips of 张 at every stage, none of them on the day that the form asks for. */
function writeTrips(ctx: JobContext, { facts }: World): void {
  const name = (as: string, id: string): string => {
    facts.set(`trip ${as}`, id)
    return id
  }
  const about = (id: string) => ({ about: id, subject: 'zhang', by: 'zhang' })
  name('asked', asked(ctx, { from: '2025-12-01' }))
  name('approved', passed(ctx, asked(ctx, { from: '2025-12-02' })))
  const returned = name('returned', asked(ctx, { from: '2025-12-03' }))
  tripChain.returned.write(ctx, { ...about(returned), by: 'li', body: { role: 'unit-head' } })
  const refused = name('refused', asked(ctx, { from: '2025-12-04' }))
  tripChain.refused.write(ctx, { ...about(refused), by: 'li', body: { role: 'unit-head' } })
  const withdrawn = name('withdrawn', asked(ctx, { from: '2025-12-05' }))
  tripChain.withdrawn.write(ctx, { ...about(withdrawn), body: {} })
  const replaced = name('replaced', passed(ctx, asked(ctx, { from: '2025-12-08' })))
  passed(ctx, asked(ctx, { from: '2025-12-09', instead: replaced }))
  name('that changes a withdrawn one', asked(ctx, { from: '2025-12-10', instead: withdrawn }))
  const two = { from: '2025-12-11', to: '2025-12-12', deciding: ['unit-head', 'leader-in-charge'] }
  name('passed once', passed(ctx, asked(ctx, two), false))
  name('begun', passed(ctx, asked(ctx, { from: '2025-10-09', to: '2025-10-13' })))
  const back = name('reported back', passed(ctx, asked(ctx, { from: '2025-10-08' })))
  tripBack.write(ctx, { ...about(back), body: {} })
}

export const tripWalks: readonly Walk[] = [
  {
    of: 'trip.submit',
    right,
    apart,
    wrong: {
      ...reckoning,
      'trip-place': typed({ place: '' }),
      'trip-reason': typed({ reason: '' }),
      'handover-who': typed({ handover: 'zhang' }),
      'handover-away': both(after('王 is on leave'), typed({ handover: 'wang' })),
    },
  },
  {
    of: 'trip.look',
    right: { ...right, does: { ...right.does, press: 'trip.look' } as Situation['does'] },
    apart,
    wrong: reckoning,
  },
  {
    of: 'trip.again',
    right: { ...pressed('trip.again', ['trip']), after: ['a form of a trip is begun'] },
    wrong: asking,
  },
  decided('trip.agree'),
  decided('trip.return', reason),
  decided('trip.refuse', reason),
  {
    of: 'trip.withdraw',
    right: pressed('trip.withdraw', [trip('asked')]),
    wrong: {
      gone: by('wang'),
      'trip-over': [over, carried(0, trip('reported back'))],
      'trip-withdraw-begun': carried(0, trip('begun')),
    },
  },
  {
    of: 'trip.back',
    right: pressed('trip.back', [trip('begun')]),
    wrong: {
      gone: by('wang'),
      'trip-over': [over, carried(0, trip('reported back'))],
      'trip-not-begun': carried(0, trip('approved')),
    },
  },
  {
    of: 'card trip',
    right: opened('zhang', 'trip', 'trip'),
    wrong: { ...asking, gone: about('no-such-trip') },
  },
  {
    of: 'card own-trip',
    right: opened('zhang', 'own-trip', trip('asked')),
    wrong: { gone: by('wang') },
  },
  {
    of: 'card trip-approval',
    right: opened('li', 'trip-approval', trip('asked')),
    wrong: {
      gone: about('no-such-trip'),
      'trip-taken-back': about(trip('withdrawn')),
      'trip-not-yours-now': by('wang'),
    },
  },
  { of: 'card my-trips', right: opened('zhang', 'my-trips', 'mine'), wrong: asking },
  {
    of: 'command 出差',
    right: { who: 'zhang', at, after: [], does: { word: '出差' } },
    wrong: asking,
  },
  {
    of: 'command 外出',
    right: { who: 'zhang', at, after: [], does: { word: '外出' } },
    wrong: asking,
  },
]
