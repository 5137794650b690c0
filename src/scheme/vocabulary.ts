/**
 * One Chinese name per word of the scheme language, for `kaohe show`, cards and glossary alike.
 * Settings are named by their key and their word.
 */
export const vocabulary = {
  kinds: {
    weighted: '各部分加权相加',
    deduction: '减分制',
    entered: '录入得分',
    ratings: '分期评价',
    votes: '民主测评',
  },
  chargedTo: {
    person: '责任人本人',
    head: '处室主要负责人',
    members: '处室每个人',
    unit: '处室（只记账）',
  },
  per: { occurrence: '每次', 'person-time': '每人每次' },
  ruleKinds: { points: '计分', veto: '一票否决', bar: '限制评优', record: '只记录' },
  scale: {
    normalised: '剩余分折成百分',
    'from-hundred': '从一百分减起',
    'as-is': '剩余分不折算',
  },
  sameMatter: { highest: '同一事项只计最高', sum: '同一事项各项相加' },
  among: { assessee: '每人各取最高', rule: '整件事取最高' },
  samePerson: { higher: '兼任只计较高一份', both: '兼任两份都计' },
  jointly: { full: '各减全额', split: '平均分摊' },
  missingPeriod: { mean: '缺的期用其余各期平均', zero: '缺的期计零分' },
  combine: {
    'mean-of-bodies': '各方平均后再平均',
    'mean-of-raters': '所有评价者一起平均',
    joint: '会商一个分',
  },
  edge: { upper: '相接处归上一档', lower: '相接处归下一档' },
  bandOnly: { refused: '必须写分', midpoint: '只划等次按代表分计' },
  reached: { strict: '超过', inclusive: '达到或超过' },
  below: { strict: '低于', inclusive: '不高于' },
  shareOf: { valid: '有效票', issued: '发出的票' },
  barred: { next: '后一名递补', empty: '名额空着' },
  tie: { 'list-all': '并列的都列出', criteria: '依次比较' },
  within: { tier: '同层次一起排', 'tier-and-affiliation': '参公单位另排' },
  totalAlone: { otherwise: '按其余等次', undetermined: '待委员会定', 'by-total': '只看总分' },
  several: { lowest: '定较低的', undetermined: '待委员会定' },
  evidence: { required: '须附证据', optional: '可附证据' },
  counts: { times: '次数', quantity: '数量' },
  countedOf: { person: '每人各自累计', unit: '处室合计' },
} as const
