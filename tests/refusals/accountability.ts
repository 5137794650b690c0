import { day } from '../../src/base/day.js'
import type { Context, JobContext, Outcome } from '../../src/flows/context.js'
import { done } from '../../src/flows/context.js'
import {
  caseDecided,
  caseDropped,
  caseOpened,
  caseReviewAsked,
  caseServed,
  caseStated,
  caseAnswered,
} from '../../src/flows/accountability/entries.js'
import { mayNotOpen } from '../../src/flows/accountability/who.js'
import { by, carried, type Change, doing, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import { of, type Step, type World } from './world.js'

/** Accountability: each step of the procedure, by whom, in its time. */

const everyStage = 'cases stand at every stage'
const at = ['2025-10-10', '10:00'] as const

export const caseSteps: Record<string, Step> = {
  [everyStage]: (world) => world.bureau.job(async (ctx) => writeCases(ctx, world)),
}

function opened(ctx: JobContext, until = '2025-10-15'): string {
  return caseOpened.write(ctx, {
    ...{ by: 'dong', subject: 'zhang', personal: { summary: '逾期没有答复' } },
    body: { situation: 'shirking', statementBy: day(until) },
  })
}

function stated(ctx: JobContext): string {
  const id = opened(ctx)
  caseStated.write(ctx, { about: id, by: 'zhang', body: {}, personal: { reason: '已移交' } })
  return id
}

function decided(ctx: JobContext): string {
  const id = stated(ctx)
  const personal = { reason: '属实' }
  caseDecided.write(ctx, { about: id, by: 'chen', body: { form: 'criticism' }, personal })
  return id
}

function served(ctx: JobContext, until = '2025-10-20'): string {
  const id = decided(ctx)
  const body = { reviewBy: day(until) }
  caseServed.write(ctx, { about: id, subject: 'zhang', by: 'system', body })
  return id
}

function asked(ctx: JobContext): string {
  const id = served(ctx)
  const body = { answerBy: day('2025-11-09') }
  caseReviewAsked.write(ctx, { about: id, by: 'zhang', body, personal: { reason: '不符' } })
  return id
}

function writeCases(ctx: JobContext, { facts }: World): void {
  const name = (as: string, id: string): string => {
    facts.set(`case ${as}`, id)
    return id
  }
  const dropped = name('dropped', opened(ctx))
  caseDropped.write(ctx, { about: dropped, by: 'dong', body: {}, personal: { reason: '不实' } })
  name('silent', opened(ctx, '2025-10-01'))
  name('opened', opened(ctx))
  name('stated', stated(ctx))
  name('decided', decided(ctx))
  name('served', served(ctx))
  name('served long ago', served(ctx, '2025-10-09'))
  const answered = name('answered', asked(ctx))
  const answer = { form: null, late: false }
  caseAnswered.write(ctx, { about: answered, by: 'zhou', body: answer, personal: { reason: '撤' } })
  name('asked', asked(ctx))
}

const one = (name: string) => (world: World) => of(world.facts, `case ${name}`)
const none = carried(0, 'no-such-case')

function pressed(
  who: string,
  press: string,
  args: readonly (string | ((world: World) => string))[],
  values = {},
): Situation {
  return { who, at, after: [everyStage], does: { press, args, values } }
}

/** A bureau without work rules. */
const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> =>
    mayNotOpen({ ...ctx, bureau: { ...ctx.bureau, work: null } }) ?? done('opened'),
})
const opening: Walk['wrong'] = { 'case-no-rules': withoutRules, 'not-allowed': by('wang') }
const text = { 'procedure-text': typed({ text: '', why: '', reason: '' }) }
const over = (name: string): Walk['wrong'] => ({ 'procedure-over': carried(0, one(name)) })
const early = (name: string): Walk['wrong'] => ({ 'procedure-early': carried(0, one(name)) })
const late = (name: string): Walk['wrong'] => ({ 'procedure-late': carried(0, one(name)) })
const form = { 'case-form': typed({ form: '' }) }

function walk(of: string, who: string, name: string, more: Walk['wrong'], other = 'chen'): Walk {
  const values = { text: '写明', why: '写明', reason: '写明', form: 'admonition' }
  return {
    of,
    right: pressed(who, of, [one(name)], values),
    wrong: { gone: none, 'procedure-not-yours': by(other), ...more },
  }
}

export const caseWalks: readonly Walk[] = [
  {
    of: 'case.open',
    right: pressed('dong', 'case.open', [], {
      ...{ who: '张可', situation: 'shirking', facts: '逾期没有答复' },
    }),
    wrong: {
      ...opening,
      'case-who': typed({ who: '张可、王珊' }),
      'names-nobody': typed({ who: '吴远' }),
      'names-which': typed({ who: '郑平' }),
      'case-own': typed({ who: '董清' }),
      'case-situation': typed({ situation: 'none' }),
      'case-facts': typed({ facts: '' }),
    },
  },
  { of: 'case.again', right: pressed('dong', 'case.again', []), wrong: opening },
  walk('case.state', 'zhang', 'opened', { ...over('stated'), ...late('silent'), ...text }),
  walk('case.drop', 'dong', 'opened', { ...over('dropped'), ...text }),
  walk(
    'case.decide',
    'chen',
    'stated',
    { ...early('opened'), ...over('decided'), ...form, ...text },
    'zhang',
  ),
  walk('case.serve', 'dong', 'decided', { ...early('stated'), ...over('served'), ...text }),
  walk('case.review', 'zhang', 'served', {
    ...{ ...early('decided'), ...over('asked'), ...late('served long ago'), ...text },
  }),
  walk('case.answer', 'zhou', 'asked', { ...over('answered'), ...form, ...text }),
  {
    of: 'case.record',
    right: pressed('dong', 'case.record', [one('served')]),
    wrong: {
      gone: none,
      'procedure-not-yours': by('chen'),
      'case-no-fact': carried(0, one('decided')),
    },
  },
  {
    of: 'card case-form',
    right: { who: 'dong', at, after: [everyStage], does: { open: 'case-form', key: 'new' } },
    wrong: opening,
  },
  {
    of: 'card case',
    right: { who: 'zhang', at, after: [everyStage], does: { open: 'case', key: one('opened') } },
    wrong: { gone: by('li') },
  },
  {
    of: 'command 问责',
    right: { who: 'dong', at, after: [everyStage], does: { word: '问责' } },
    wrong: opening,
  },
]
