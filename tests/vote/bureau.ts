import { must } from '../../src/base/bug.js'
import { allJobs } from '../../src/flows/all.js'
import type { VoteRecord } from '../../src/flows/vote/votes.js'
import { votesSlice } from '../../src/flows/vote/votes.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import type { Roster } from '../../src/roster/roster.js'
import { person, type TestBureau } from '../report/bureau.js'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'
import { deskOf } from '../text/desk.js'

/** Bands that stand in no other text of the database: where one is found, a choice is. */
export const bands = ['superb', 'decent', 'so-so', 'dreadful'] as const

const listed = ['超优', '够格', '勉强', '不行'].map((name, at) => ({
  ...{ level: `${bands[at]}`, name, points: `$b${at}` },
}))

/** Persons are voted on: once by bands that have points, once by figures, and once by agreeing or not. */
export const votedScheme: Scheme = {
  ...read({
    assessee: 'person',
    roles: ['unit-head', 'assessment-office', 'delegate', 'commission', 'staff'].map((role) => ({
      role,
      name: role,
    })),
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    procedures: [
      {
        ...{ procedure: 'record', name: '登记', ...cited },
        by: { records: ['assessment-office'], decides: 'assessment-office' },
      },
    ],
    scales: [
      {
        ...{ scale: 'four', name: '四档', ...cited, levels: listed },
        says: '{b0=100}、{b1=80}、{b2=60}、{b3=40} 分',
      },
      {
        ...{ scale: 'hundred', name: '百分', ...cited, from: '$low', to: '$top', edge: 'upper' },
        ...{ says: '{low=0} 到 {top=100}，{good=80} 起为好' },
        levels: [
          { level: 'fine', name: '好', from: '$good', to: '$top' },
          { level: 'poor', name: '差', from: '$low', to: '$good' },
        ],
      },
      {
        ...{ scale: 'agree', name: '同意', ...cited, says: '同意与否' },
        levels: [
          { level: 'agreed', name: '同意' },
          { level: 'opposed', name: '不同意' },
        ],
      },
    ],
    total: totalOf(
      [
        {
          ...{ kind: 'votes', part: 'appraisal', name: '民主测评', ...cited, scale: 'four' },
          ...{ says: '占 {most=60} 分', points: '$most', by: { votes: 'staff' } },
          own: 'left-out',
        },
        {
          ...{ kind: 'votes', part: 'figures', name: '打分测评', ...cited, scale: 'hundred' },
          ...{ says: '占 {few=30} 分', points: '$few', by: { votes: 'staff' } },
        },
        {
          ...{ kind: 'deduction', part: 'conduct', name: '纪律', ...cited, points: '$start' },
          ...{ says: '从 {start=10} 分起', 'at-least': 'none' },
        },
        {
          ...{ kind: 'votes', part: 'agreeing', name: '推荐', ...cited, scale: 'agree' },
          ...{ says: '只作参考', adds: 'outside', by: { votes: 'commission' } },
        },
        {
          ...{ kind: 'votes', part: 'weighted', name: '分类测评', ...cited, scale: 'four' },
          ...{ points: '$all', adds: 'outside', by: { votes: ['delegate', 'staff'] } },
          says: '另计 {all=10} 分，代表占 {d=60%}、其他人占 {s=40%}，超优不超过 {most=50%}',
          ...{ weights: ['$d', '$s'], 'at-most': [{ level: 'superb', places: '$most' }] },
        },
      ],
      {},
      '100',
    ),
    rules: [
      {
        ...{ rule: 'absent', name: '缺席', says: '减 {each=1} 分', ...recorded },
        ...{ part: 'conduct', charges: [{ to: 'person', points: '-$each' }] },
      },
    ],
  }),
  id: 'voted',
}

/** So many colleagues, all of them delegates, beside the six of the small bureau. */
export function colleagues(count: number): Roster['people'] {
  return Array.from({ length: count }, (_, at) =>
    person(
      ...([
        `v${`${at}`.padStart(2, '0')}`,
        `同事${at}`,
        at % 2 === 0 ? 'general' : 'party',
      ] as const),
      [{ role: 'delegate' }],
    ),
  )
}

/** What a bureau does about votes, through the cards as they are pressed. */
export function votingIn(bureau: TestBureau, part = 'appraisal') {
  const desk = deskOf(bureau)
  const cycle = `${bureau.id}.voted.2025`
  const deskKey = `${cycle}/${part}`
  const votes = async (): Promise<VoteRecord[]> => {
    const { collected } = await bureau.seeing(null)
    return (collected.of(votesSlice).byCycle.get(cycle) ?? []).filter((one) => one.part === part)
  }
  const last = async (): Promise<VoteRecord> => must((await votes()).at(-1), 'a vote')
  return {
    desk,
    cycle,
    deskKey,
    votes,
    last,
    async open(days = '5'): Promise<string> {
      const card = await desk.card('zhou', 'vote-desk', deskKey)
      const { toast } = await desk.press('zhou', card, '发起测评', { days })
      return `${toast?.content}`
    },
    card: async (who: string) => desk.card(who, 'vote', (await last()).id),
    async handIn(who: string, values: Record<string, string | string[]>): Promise<string> {
      const { toast } = await desk.press(who, await this.card(who), '交表', values)
      return `${toast?.content}`
    },
    /** The office presses a button of its card. */
    async office(button: string, values: Record<string, string> = {}): Promise<string> {
      const card = await desk.card('zhou', 'vote-desk', deskKey)
      return `${(await desk.press('zhou', card, button, values)).toast?.content}`
    },
    /** Runs a job of all parts. */
    async job(name: string, period: string): Promise<void> {
      const job = must(allJobs.find((each) => each.name === name) ?? null, `a job ${name}`)
      let after: string | null = null
      do after = await bureau.job((ctx) => job.run(ctx, period, after))
      while (after !== null)
    },
  }
}
