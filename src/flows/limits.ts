/** The most that a text of a form may hold, in characters, and what the field is called in a refusal. */
export interface TextLimit {
  what: string
  max: number
}

/**
 * Every text that people fill into a card: said in its placeholder, kept by the platform's client, and checked where
 * the press comes in (`cards/form-values.ts`), since a client can be forged.
 */
export const textLimits = {
  'report.note': { what: '进展或原因', max: 200 },
  'report.extra': { what: '计划外工作', max: 500 },
  /** The field that takes the plans, one a line. */
  'report.plans': { what: '下月计划', max: 640 },
  'digest.summary': { what: '处室月报', max: 1000 },
  'record.note': { what: '情况', max: 200 },
  'record.matter': { what: '事项名称', max: 50 },
  'record.points': { what: '另定分值', max: 8 },
  'fact.opinion': { what: '意见', max: 200 },
  'fact.objection': { what: '异议理由', max: 300 },
  'fact.hearing': { what: '处理理由', max: 300 },
  'rating.score': { what: '分数', max: 6 },
  'rating.remark': { what: '评定理由', max: 60 },
  'period.reason': { what: '原因', max: 200 },
  'acting.name': { what: '姓名或工号', max: 20 },
  'cycle.reason': { what: '原因', max: 200 },
  'cycle.reference': { what: '依据', max: 60 },
  'publish.reason': { what: '更正原因', max: 200 },
} as const satisfies Record<string, TextLimit>

export type TextField = keyof typeof textLimits

/**
 * The most that a figure given by people may be where the scheme sets no end to it, and its decimals: the
 * regulations give points in hundredths and no single fact moves a thousand.
 */
export const figureLimits = { whole: 999, decimals: 2 } as const

/** People on one page of a rater's form: a card holds 200 elements and 30 KB; what happened stands beside each name. */
export const ratingPages = { points: 15, levels: 10 } as const
