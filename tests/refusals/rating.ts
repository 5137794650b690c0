import {
  gradesSubmitted,
  periodClosed,
  raterActing,
  ratingSubmitted,
} from '../../src/flows/rating/entries.js'
import { after, both, by, carried, type Change, on, type Situation, typed } from './situation.js'
import type { gradedParts } from './schemes.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Evaluations by period. */

/** Whom 李 rates: the people of 综合处 in the order of the roster. */
const people = ['zhang', 'wang', ...Array.from({ length: 16 }, (_, at) => `m${at + 10}`)]

function scores(value: string, of: readonly string[] = people): Record<string, string> {
  return Object.fromEntries(of.map((id) => [`score_${id}`, value]))
}

const cycle = ({ bureau }: World): string => bureau.cycle

const right: Situation = {
  who: 'li',
  at: ['2025-10-09', '10:00'],
  after: [],
  does: {
    press: 'rating.submit',
    args: [cycle, '2025-Q3', 'superior', '1'],
    values: scores('90'),
  },
}

function ratedBy(part: string, values: Record<string, string>): Change {
  return both(carried(2, part), typed(values))
}

/** Levels in which nothing is wrong but what is said: a tenth of 19 people is 1.9 places. */
const best = (part: string, count: number): Change => {
  const values = { ...scores('fair'), ...scores('good', people.slice(0, count)) }
  return ratedBy(part, values)
}

/** One of them by place: what is wrong is said in their order, one thing of each. */
const of = (place: number, value: string): Record<string, string> => ({
  [`score_${people[place]}`]: value,
})

const opened: Walk['wrong'] = {
  'rating-unknown': carried(0, 'no.such.2025'),
  'not-allowed': by('zhang'),
  'rating-closed': carried(1, '2025-Q2'),
  'rating-not-open': carried(1, '2025-Q4'),
}

const figures: Walk['wrong'] = {
  'rating-figure': typed(of(1, '九十')),
  'rating-bounds': typed(of(2, '101')),
  'rating-listed': ratedBy('superior-listed', { ...scores('70'), ...of(1, '77') }),
  'rating-decimals': typed(of(3, '90.123')),
  'grade-unknown': ratedBy('graded-count', { ...scores('fair'), ...of(1, 'splendid') }),
}

function filling(press: string, more: Walk['wrong'] = {}): Walk {
  const does = { ...(right.does as { press: string; args: readonly string[] }), press }
  return { of: press, right: { ...right, does }, wrong: { ...opened, ...figures, ...more } }
}

const office: Situation = {
  who: 'zhou',
  at: ['2025-10-20', '10:00'],
  after: [],
  does: {
    press: 'period.close',
    args: [cycle, '2025-Q3', 'superior'],
    values: { reason: '两位在外学习' },
  },
}

const acting: Situation = {
  ...office,
  does: {
    press: 'period.acting',
    args: [cycle, '2025-Q3', 'superior'],
    values: { assessor: 'li', instead: '王珊' },
  },
}

export const ratingSteps: Record<string, Step> = {
  '李群 rated last quarter': ({ bureau }) => handedIn(bureau, '2025-Q2', 'li'),
  '李群 has handed in': ({ bureau }) => handedIn(bureau, '2025-Q3', 'li'),
  '王珊 rates for 李群': ({ bureau }) =>
    bureau.job(async (ctx) => {
      raterActing.write(ctx, {
        ...{ by: 'zhou', cycle: bureau.cycle, period: '2025-Q3', subject: 'li' },
        body: { part: 'superior', assessor: 'li', instead: 'wang' },
      })
    }),
  'the third quarter was ended': ({ bureau }) =>
    bureau.job(async (ctx) => {
      periodClosed.write(ctx, {
        ...{ by: 'zhou', cycle: bureau.cycle, period: '2025-Q3', body: { part: 'superior' } },
      })
    }),
}

function handedIn(bureau: World['bureau'], period: string, by: string): Promise<void> {
  return bureau.job(async (ctx) => {
    ratingSubmitted.write(ctx, {
      ...{ by, cycle: bureau.cycle, period },
      body: {
        ...{ part: 'superior', raterClass: 'unit-head' },
        ratings: people.map((assessee) => ({ assessee, points: '88' })),
      },
    })
    ratingSubmitted.write(ctx, {
      ...{ by, cycle: bureau.cycle, period },
      body: {
        ...{ part: 'superior-listed', raterClass: 'unit-head' },
        ratings: people.map((assessee) => ({ assessee, points: '90' })),
      },
    })
    gradesSubmitted.write(ctx, {
      ...{ by, cycle: bureau.cycle, period },
      body: {
        ...{ part: 'graded-count', raterClass: 'unit-head' },
        grades: people.map((assessee) => ({ assessee, level: 'fair' })),
      },
    })
  })
}

const codeOf: Readonly<Record<keyof typeof gradedParts & string, string>> = {
  'graded-count': 'grade-too-many',
  'graded-down': 'grade-too-many-down',
  'graded-half-up': 'grade-too-many-half-up',
  'graded-up': 'grade-too-many-up',
  'graded-one': 'grade-too-many-at-least-one',
}

export const ratingWalks: readonly Walk[] = [
  filling('rating.submit', {
    'rating-incomplete': typed(of(0, '')),
    'grade-incomplete': ratedBy('graded-count', { ...scores('fair'), ...of(0, '') }),
    'grade-remark': ratedBy('graded-count', { ...scores('fair'), ...of(2, 'poor') }),
    'rating-other-page': typed(of(17, '')),
    ...Object.fromEntries(Object.entries(codeOf).map(([part, code]) => [code, best(part, 3)])),
  }),
  filling('rating.save'),
  filling('rating.page'),
  {
    ...filling('rating.same'),
    right: {
      ...right,
      after: ['李群 rated last quarter'],
      does: {
        press: 'rating.same',
        args: [cycle, '2025-Q3', 'superior', '1'],
        values: { ...scores('90'), ...of(4, '') },
      },
    },
    wrong: {
      ...opened,
      ...figures,
      'rating-no-previous': typed(of(4, '90')),
      'rating-listed': ratedBy('superior-listed', {
        ...{ ...scores('70'), ...of(4, '') },
        ...of(1, '77'),
      }),
      'grade-unknown': ratedBy('graded-count', {
        ...{ ...scores('fair'), ...of(4, '') },
        ...of(1, 'splendid'),
      }),
    },
  },
  {
    of: 'period.close',
    right: office,
    wrong: {
      'rating-unknown': carried(0, 'no.such.2025'),
      'not-allowed': by('li'),
      'period-closed-already': carried(1, '2025-Q2'),
      'rating-not-open': carried(1, '2025-Q4'),
      'close-too-early': on('2025-10-09'),
      'close-links': both(
        carried(0, (world) => world.cycle('thirds')),
        carried(2, 'service'),
        after('links of service are out'),
      ),
      'period-reason': typed({ reason: '' }),
    },
    // Links are out in a cycle of its own.
    apart: ['period-closed-already close-links', 'close-too-early close-links'],
  },
  {
    of: 'period.reopen',
    right: {
      ...office,
      does: {
        press: 'period.reopen',
        args: [cycle, '2025-Q2', 'superior'],
        values: { reason: '有一位评错了人' },
      },
    },
    wrong: {
      'rating-unknown': carried(0, 'no.such.2025'),
      'not-allowed': by('li'),
      'period-open': carried(1, '2025-Q3'),
      'reopen-reason': typed({ reason: '' }),
    },
  },
  {
    of: 'period.acting',
    right: acting,
    wrong: {
      'rating-unknown': carried(0, 'no.such.2025'),
      'not-allowed': by('li'),
      'rating-closed': after('the third quarter was ended'),
      'acting-rater': typed({ assessor: 'zhang' }),
      'acting-submitted': after('李群 has handed in'),
      'acting-person': typed({ instead: '没有此人' }),
      'acting-several': typed({ instead: '郑平' }),
      'acting-same': [typed({ instead: '李群' }), after('王珊 rates for 李群')],
      'acting-nobody': typed({ assessor: 'han', instead: '周毅' }),
    },
    // Who rates in the place of another has handed nothing in.
    apart: ['acting-submitted acting-same'],
  },
]
