import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { isRefusal } from '../../src/base/refusal.js'
import { viewOf } from '../../src/flows/all.js'
import { type AppealRecord, appealsSlice } from '../../src/flows/appeal/appeals.js'
import * as facts from '../../src/flows/fact/entries.js'
import type { PublishView } from '../../src/flows/publication/publish-view.js'
import { publishResults } from '../../src/flows/publication/publish.js'
import { publishedSlice } from '../../src/flows/publication/published.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { computedNow, workAsked } from '../publication/computed.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'
import { cited, read, recorded } from '../scoring/invented/scheme.js'

const roles = ['unit-head', 'leader-in-charge', 'assessment-office', 'party-group']

/**
 * A scheme in which everything is settled when the year is over: 100 points, less 1 for each delay, a little more for each
 * piece; the first is excellent. Reviews within 3 working days, answered within 5; `further`: an appeal within 4 days
 * against the answer, which the party group decides.
 */
function reviewed(id: string, assessee: 'person' | 'unit', further: boolean): Scheme {
  const windows = {
    ...{ clause: '一', objection: '$five', review: '$three', publicity: '$five', answer: '$five' },
    says: further
      ? '异议、公示和答复 {five=5} 天，复核 {three=3} 天，申诉 {four=4} 天'
      : '异议、公示和答复 {five=5} 天，复核 {three=3} 天',
    ...(further ? { appeal: '$four', by: { decides: 'party-group' } } : {}),
  }
  return {
    ...read({
      roles: roles.map((role) => ({ role, name: role })),
      procedures: [
        {
          ...{ procedure: 'record', name: '日常', ...cited },
          by: { records: ['assessment-office'], decides: 'leader-in-charge' },
        },
      ],
      assessee,
      windows,
      tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
      total: {
        ...{ kind: 'sum', part: 'total', name: '合计', ...cited, points: '$whole' },
        says: '合计 {whole=100} 分',
        parts: [
          {
            ...{ kind: 'deduction', part: 'item', name: '项目', ...cited, points: '$start' },
            ...{ says: '从 {start=100} 分起', 'at-least': 'none' },
          },
        ],
      },
      rules: [
        {
          ...{ rule: `${id}-late`, name: '迟报', says: '每次减 {each=1} 分', ...recorded },
          ...{ part: 'item', charges: [{ to: assessee, points: '-$each' }] },
        },
        {
          ...{ rule: `${id}-piece`, name: '采用', says: '每条加 {each=0.1} 分', ...recorded },
          ...{ part: 'item', charges: [{ to: assessee, points: '$each' }] },
        },
      ],
      consequences: [
        {
          ...{ consequence: 'praise', name: '表彰', ...cited, says: '优秀的表彰' },
          when: { grade: ['excellent'] },
        },
        {
          ...{ consequence: 'talk', name: '谈话', ...cited, says: '末 {one=1} 名的谈话' },
          when: { rank: 'last $one' },
        },
      ],
      quotas: [
        {
          ...{ quota: 'top', name: '名额', ...cited, says: '前 {top=1} 名', places: '$top' },
          ...{ grade: 'excellent', barred: 'next', by: { decides: 'party-group' } },
        },
      ],
      grades: [
        {
          ...{ grade: 'excellent', name: '优秀', ...cited, says: '前列的', quota: 'top' },
          by: { decides: 'party-group' },
        },
        {
          ...{ grade: 'competent', name: '称职', ...cited, says: '其余的', when: 'otherwise' },
          by: { decides: 'party-group' },
        },
      ],
    }),
    id,
  }
}

export const people = reviewed('reviewed', 'person', true)
export const units = reviewed('reviewed-units', 'unit', false)

/** The bureau of the reports' tests; 孙 is of the office too, 韩 of the party group. */
export const appealDatabase = () =>
  testDatabase({
    people: [
      person('sun', '孙文', 'party', [{ role: 'assessment-office' }]),
      person('han', '韩立', 'leaders', [{ role: 'party-group' }]),
    ],
  })

export const cycleOf = ({ id }: TestBureau, scheme: Scheme): string => `${id}.${scheme.id}.2025`

/** Effective facts of a kind, one for each of these (persons, or units); their ids. */
export async function happened(
  bureau: TestBureau,
  kind: string,
  whom: readonly string[],
): Promise<string[]> {
  const on = day('2025-05-06')
  return bureau.job(async (ctx) =>
    whom.map((who) => {
      const unit = ctx.bureau.roster.unit(who) ? who : (ctx.bureau.roster.unitOf(who) ?? '')
      const persons = unit === who ? [] : [who]
      const about = facts.factProposed.write(ctx, {
        ...{ by: 'sun', day: on, subject: who },
        body: { kind, persons, units: [unit] },
        personal: { note: '超过一天' },
      })
      const of = { about, subject: who, by: 'system', day: on }
      facts.factTold.write(ctx, { ...of, body: { objectUntil: '2025-05-13' } })
      facts.factEffective.write(ctx, { ...of, body: { ground: 'window-passed' } })
      return about
    }),
  )
}

/** The office publishes what is computed now, and all of it is delivered (or what `takes` says). */
export async function publish(
  bureau: TestBureau,
  scheme: Scheme,
  of: {
    reason?: string
    takes?: (sent: { what: string }) => boolean
    scope?: 'ranking' | 'nominees'
  } = {},
): Promise<{ id: string; sent: string[] }> {
  const cycle = cycleOf(bureau, scheme)
  const results = await computedNow(bureau, 'zhou', cycle)
  const { reason = '', scope = 'ranking', takes } = of
  const said = await bureau.outcome('zhou', (ctx) =>
    publishResults(ctx, { verb: 'publish.confirm', cycle, scope, results, reason }),
  )
  if (isRefusal(said)) throw new Error(`not published: ${said.code}`)
  await workAsked(bureau)
  const sent = await bureau.delivered(takes)
  const all = (await bureau.seeing(null)).collected.of(publishedSlice).get(cycle) ?? []
  return { id: must(all.at(-1), 'a publication').id, sent }
}

export async function office(bureau: TestBureau, scheme: Scheme): Promise<PublishView> {
  const card = { kind: 'publish', key: cycleOf(bureau, scheme) }
  return (await viewOf(await bureau.seeing('zhou'), card)) as PublishView
}

/** Everything that was asked about somebody's result, earliest first. */
export async function appealsAbout(bureau: TestBureau, whose: string): Promise<AppealRecord[]> {
  const { collected } = await bureau.seeing(null)
  return collected.of(appealsSlice).byAssessee.get(whose) ?? []
}
