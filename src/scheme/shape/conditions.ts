import { z } from 'zod'
import { id, ids, idsOrWord, text } from './words.js'

/** A condition as it is written: exactly one subject, and what is asked of it; `read/conditions.ts` checks that they fit. */
export interface ConditionDraft {
  all?: ConditionDraft[] | undefined
  any?: ConditionDraft[] | undefined
  not?: ConditionDraft | undefined
  facts?: string[] | undefined
  points?: string | undefined
  votes?: string | undefined
  periods?: string | undefined
  result?: string | undefined
  service?: string | undefined
  tier?: string[] | undefined
  trait?: string[] | undefined
  role?: string[] | undefined
  grade?: string[] | undefined
  rank?: string | undefined
  is?: string | undefined
  are?: string[] | undefined
  of?: string | undefined
  only?: string | string[] | undefined
  takes?: string | undefined
  as?: string | undefined
  within?: string | undefined
  among?: ConditionDraft | undefined
  years?: string | undefined
  until?: string[] | undefined
  'in-force'?: string | undefined
}

/** `at-least $n`, `over $n`, `at-most $n`, `under $n`, a word of the place, or `choice …`. */
export const bound = text.describe(
  '界限：at-least $数 达到、over $数 超过、at-most $数 不超过、under $数 低于；也可以写 choice 标识',
)

export const condition: z.ZodType<ConditionDraft> = z
  .lazy(() =>
    z.strictObject({
      all: z.array(condition).min(1).describe('各条都成立').optional(),
      any: z.array(condition).min(1).describe('有一条成立').optional(),
      not: condition.optional(),
      facts: ids.describe('有了这些规则的事实；写了 is 就看全年累计').optional(),
      points: id.describe('哪一部分的得分；总分写总分那一部分的标识').optional(),
      votes: id.describe('哪一部分的票').optional(),
      periods: id.describe('哪一部分的各期等次').optional(),
      result: id.describe('别处的哪个结果；等次的条件里是往年看哪个结果').optional(),
      service: bound.describe('全年在册月数，写界限').optional(),
      tier: ids.describe('属于这些层次').optional(),
      trait: ids.describe('有这些条件').optional(),
      role: ids.describe('任这些角色').optional(),
      grade: ids.describe('本办法定的等次，只用于结果运用').optional(),
      rank: bound.describe('名次：at-most $数 前几名、last $数 后几名，只用于结果运用').optional(),
      is: bound.optional(),
      are: ids.describe('哪几档的票、哪几个等次').optional(),
      of: text.describe('占谁的：票 valid、issued；期 rated、all').optional(),
      only: idsOrWord.describe('只计哪几种').optional(),
      takes: text.describe('累计什么：times 次数、quantity 数量').optional(),
      as: text.describe('算谁的：self 自己的、member 所在单位的、head 所负责的单位的').optional(),
      within: text.describe('名次：tier 层次里、group 扎口组里、everyone 全体里').optional(),
      among: condition.optional(),
      years: text.describe('连续几年，连当年').optional(),
      until: ids.describe('有了这些规则的事实以后就不再算').optional(),
      'in-force': text.describe('yes、no，或 choice 标识').optional(),
    }),
  )
  .describe('条件')
