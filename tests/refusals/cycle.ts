import { cycleChoices } from '../../src/flows/cycle/entries.js'
import { asksReminded } from '../../src/flows/remind/entries.js'
import { after, both, by, carried, type Situation, typed } from './situation.js'
import { asksAll, fresh, units } from './schemes.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Cycles, and reminding. */

const office = (
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation => ({
  who: 'zhou',
  at: ['2025-10-10', '10:00'],
  after: [],
  does: { press, args, values },
})

const cycle = ({ bureau }: World): string => bureau.cycle
const stopped = (world: World): string => world.cycle(fresh.id)

export const cycleSteps: Record<string, Step> = {
  'the choice is answered so': ({ bureau }) =>
    bureau.job(async (ctx) => {
      cycleChoices.write(ctx, {
        ...{ by: 'zhou', cycle: bureau.cycle },
        body: { answers: { 'routine-scale': 'R1' }, reference: '会议纪要〔2025〕3号' },
      })
    }),
  'everybody was reminded today': ({ bureau }) => {
    bureau.goTo('2025-10-10', '09:00')
    return bureau.job(async (ctx) => {
      const asks = people.map((who) => ({ who, about: '2025-09' }))
      asksReminded.write(ctx, { by: 'zhou', body: { kind: 'report.answer', asks } })
    })
  },
}

const people = [
  'tang',
  'dong',
  'zhang',
  'li',
  'zhou',
  'sun',
  'zhao',
  'qian',
  'zhang2',
  'zhang3',
].concat(Array.from({ length: 16 }, (_, at) => `m${at + 10}`))

const opening: Walk['wrong'] = {
  'not-allowed': by('li'),
  'cycle-scheme-unknown': typed({ scheme: 'no-such-scheme' }),
  'cycle-year': typed({ year: '2028' }),
  'cycle-already': typed({ year: '2025' }),
}

export const cycleWalks: readonly Walk[] = [
  {
    of: 'cycle.prepare',
    right: office('cycle.prepare', [], { scheme: fresh.id, year: '2026' }),
    wrong: opening,
  },
  {
    of: 'cycle.open',
    right: office('cycle.open', [fresh.id, '2026']),
    wrong: {
      'not-allowed': by('li'),
      'cycle-scheme-unknown': carried(0, 'no-such-scheme'),
      'cycle-year': carried(1, '2028'),
      'cycle-already': carried(1, '2025'),
      'cycle-misfit': carried(0, 'wuhan-civil-servants'),
      'publish-nobody': carried(1, '2024'),
    },
    // Nobody was there in 2024, which the regulation that misfits was opened for.
    apart: ['cycle-misfit publish-nobody'],
  },
  {
    of: 'cycle.choice',
    right: office('cycle.choice', [cycle], { choice: 'routine-scale' }),
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': carried(0, 'no.such.2025'),
      'choice-unknown': typed({ choice: 'none-such' }),
    },
  },
  {
    of: 'cycle.choose',
    right: office('cycle.choose', [cycle, 'routine-scale'], {
      ...{ answer: 'R1', reference: '会议纪要〔2025〕3号' },
    }),
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': carried(0, 'no.such.2025'),
      'choice-unknown': carried(1, 'none-such'),
      'choice-answer': typed({ answer: 'R9' }),
      'choice-reference': typed({ reference: '' }),
      'choice-same': after('the choice is answered so'),
    },
  },
  {
    of: 'cycle.amend',
    right: office('cycle.amend', [stopped], {
      reason: '增加一条',
      reference: '会议纪要〔2025〕4号',
    }),
    wrong: {
      'not-allowed': by('li'),
      'amend-nothing': carried(0, cycle),
      'cycle-scheme-gone': carried(0, (world) => world.cycle('lost')),
      'amend-reason': typed({ reason: '' }),
      'choice-reference': typed({ reference: '' }),
      'cycle-misfit': carried(0, (world) => world.cycle('wuhan-civil-servants', 2024)),
    },
  },
  {
    of: 'cycle.working-time',
    right: office('cycle.working-time', [(world) => world.cycle(asksAll.id)], {
      hours: '09:00-17:00',
    }),
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': carried(0, 'no.such.2025'),
      'working-time-unused': carried(0, (world) => world.cycle('units')),
      'working-time-hours': typed({ hours: '早九晚五' }),
      'working-time-same': after('working time is set'),
    },
  },
  {
    of: 'cycle.close',
    right: office('cycle.close', [cycle], { reason: '年度已结束' }),
    wrong: {
      'not-allowed': by('li'),
      'no-cycle': carried(0, 'no.such.2025'),
      'publish-under-way': both(
        after('it is being published'),
        carried(0, (world) => world.cycle(units.id)),
      ),
      'cycle-appeals': both(
        after('it was published'),
        after('results are appealed against'),
        carried(0, (world) => world.cycle(units.id)),
      ),
      'cycle-close-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'asks.remind',
    right: office('asks.remind', ['report.answer']),
    wrong: {
      'not-allowed': by('li'),
      'remind-none': carried(0, 'nothing'),
      'remind-today': after('everybody was reminded today'),
    },
  },
  {
    of: 'missing.page',
    right: office('missing.page', ['report.answer', '1']),
    wrong: { 'not-allowed': by('li'), gone: carried(0, 'nothing') },
  },
]
