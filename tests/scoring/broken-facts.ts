/** A facts file with one fault; `▲` stands where the problem is reported, in the order of `codes`. */
export interface BrokenFacts {
  name: string
  /** Lines after the head; or the whole file with `whole`. */
  lines?: string
  whole?: string | Uint8Array
  /** `.json` for a file under that name. */
  ending?: '.json'
  codes: string[]
  /** The sentence of the first problem, where it is checked word for word. */
  says?: string
}

/** The small office with its people: a clerk, a chief, one who left and one who came. */
export const head = `year: 2025
roster:
  units: [{id: hall, heads: [{person: c, from: 2025-01-01}]}]
  people:
    - {id: p, tier: desk, unit: hall}
    - {id: c, tier: desk, unit: hall, roles: [chief]}
    - {id: gone, tier: desk, unit: hall, to: 2025-06-30}
    - {id: new, tier: desk, unit: hall, from: 2025-07-01}
`
const fact = '  - {id: a, rule: late, day: 2025-02-03, persons: [p]'
const rating = '  - {part: rated, period: 2025-Q1, assessee: p, assessor: c, body: chief'
const task = '{part: tasks, assessee: p, id: t, name: 修订指南, points: 10'
const bomb = Array.from({ length: 9 }, (_, n) =>
  n === 0
    ? 'a0: &a0 [x]'
    : `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
).join('\n')

const inFacts: BrokenFacts[] = [
  {
    name: 'an unknown rule',
    lines: `facts:\n${fact.replace('late', '▲latte')}}`,
    codes: ['unknown-rule'],
    says: '考核办法里没有规则“latte”，是不是 late（迟到）？',
  },
  {
    name: 'a person who is nowhere in the roster',
    lines: `facts:\n${fact.replace('[p]', '[▲q]')}}`,
    codes: ['unknown-person'],
    says: '名册里没有“q”，请先写进 roster 的 people，或改正编号',
  },
  {
    name: 'a person who had left by that day',
    lines: 'facts:\n  - {id: a, rule: late, day: 2025-08-01, persons: [▲gone]}',
    codes: ['not-a-member'],
    says: '“gone”2025-06-30 已离开，2025-08-01 不在名册里；请核对日期、人或名册的起止',
  },
  {
    name: 'a person who had not come yet',
    lines: 'facts:\n  - {id: a, rule: late, day: 2025-02-03, persons: [▲new]}',
    codes: ['not-a-member'],
    says: '“new”2025-07-01 才进入，2025-02-03 不在名册里；请核对日期、人或名册的起止',
  },
  {
    name: 'a date outside the cycle',
    lines: `facts:\n${fact.replace('2025-02-03', '▲2024-02-03')}}`,
    codes: ['other-year'],
    says: '2024-02-03 不在 2025 年度内；这份事实文件只放这一年度的事',
  },
  {
    name: 'a day that does not exist',
    lines: `facts:\n${fact.replace('2025-02-03', '▲2025-02-30')}}`,
    codes: ['bad-value'],
    says: '请写存在的日期，如 2025-03-04',
  },
  {
    name: 'two facts of one id',
    lines: `facts:\n${fact}}\n${fact.replace('id: a', 'id: ▲a')}}`,
    codes: ['duplicate-id'],
    says: '编号“a”写了两次，请改成不同的编号或删去一处',
  },
  {
    name: 'a fact of nobody',
    lines: 'facts:\n  - ▲{id: a, rule: late, day: 2025-02-03}',
    codes: ['nobody'],
    says: '这件事没有写是谁的：请写 persons（责任人）、unit（处室）或 head（负责人）',
  },
  {
    name: 'a unit that is nowhere',
    lines: `facts:\n${fact}, unit: ▲hal}`,
    codes: ['unknown-unit'],
  },
  {
    name: 'a computed line recorded by hand',
    lines: `facts:\n${fact.replace('late', '▲month-short')}}`,
    codes: ['computed-rule'],
  },
  {
    name: 'a rule before it was in force',
    lines: `facts:\n${fact.replace('late', 'praise').replace('2025-02-03', '▲2025-02-03')}}`,
    codes: ['rule-not-in-force'],
    says: '规则“praise”从 2025-03-01 起到 年末 为止，2025-02-03 不适用',
  },
  {
    name: 'a figure that the rule fixes',
    lines: `facts:\n${fact}, points: {▲person: 1}}`,
    codes: ['points-fixed'],
    says: '规则“late”减“person”多少分由办法定，不由人定，请删去',
  },
  {
    name: 'no figure where people set it',
    lines: 'facts:\n  - ▲{id: a, rule: rude, day: 2025-02-03, persons: [p]}',
    codes: ['points-missing'],
  },
  {
    name: 'a figure with its sign',
    lines: 'facts:\n  - {id: a, rule: rude, day: 2025-02-03, persons: [p], points: {person: ▲-2}}',
    codes: ['points-out-of-range'],
    says: '分值写 -2 不行：加减由规则定，这里不带正负号',
  },
  {
    name: 'a figure with a comma',
    lines: 'facts:\n  - {id: a, rule: case, day: 2025-02-03, persons: [p], quantity: ▲"1,200"}',
    codes: ['bad-value'],
    says: '请写成十进制数字，如 0.05；不用逗号、百分号和全角数字：这里改成 1200',
  },
  {
    name: 'full-width digits',
    lines: 'facts:\n  - {id: a, rule: case, day: 2025-02-03, persons: [p], quantity: ▲１２．５}',
    codes: ['bad-value'],
    says: '请写成十进制数字，如 0.05；不用逗号、百分号和全角数字：这里改成 12.5',
  },
  {
    name: 'a figure longer than a line',
    lines: `facts:\n  - {id: a, rule: case, day: 2025-02-03, persons: [p], quantity: ▲${'9'.repeat(40)}}`,
    codes: ['bad-value'],
    says: '数字太长，最多 24 位，请核对',
  },
  {
    name: 'a measure that is missing',
    lines: 'facts:\n  - ▲{id: a, rule: case, day: 2025-02-03, persons: [p]}',
    codes: ['bad-quantity'],
    says: '规则“case”要写 quantity（件数）',
  },
  {
    name: 'a level that the rule does not know',
    lines:
      'facts:\n  - {id: a, rule: case, day: 2025-02-03, persons: [p], quantity: 3, levels: [▲town]}',
    codes: ['bad-level'],
  },
  {
    name: 'a sort that the rule does not know',
    lines:
      'facts:\n  - {id: a, rule: replied, day: 2025-02-03, persons: [p], sort: ▲letter, sent: 2025-02-03T09:00}',
    codes: ['bad-sort'],
    says: '规则“replied”没有类别“letter”，可用的有：phone、web',
  },
  {
    name: 'a timed fact that was never sent',
    lines: 'facts:\n  - ▲{id: a, rule: replied, day: 2025-02-03, persons: [p], sort: web}',
    codes: ['not-sent'],
  },
  {
    name: 'an answer before its question',
    lines:
      'facts:\n  - {id: a, rule: replied, day: 2025-02-03, persons: [p], sort: web, sent: 2025-02-03T09:00, done: ▲2025-02-02T09:00}',
    codes: ['done-before-sent'],
  },
  {
    name: 'an answer to what is not asked',
    lines: `facts:\n${fact}, answers: {▲grave: no}}`,
    codes: ['not-asked'],
    says: '规则“late”没有问“grave”：没有要回答的问题，请删去',
  },
  {
    name: 'a perhaps',
    lines:
      'facts:\n  - {id: a, rule: rude, day: 2025-02-03, persons: [p], points: {person: 1}, answers: {grave: ▲perhaps}}',
    codes: ['bad-value'],
    says: '“perhaps”不是这里能用的词，可用：yes、no',
  },
  {
    name: 'a state beside a history',
    lines: `facts:\n${fact}, state: ▲effective, history: [{on: 2025-02-04, state: proposed}]}`,
    codes: ['state-twice'],
  },
  {
    name: 'a history out of order',
    lines: `facts:\n${fact}, history: [{on: 2025-03-04, state: proposed}, {on: ▲2025-02-10, state: effective}]}`,
    codes: ['history-order'],
    says: '经过要按日期先后写：2025-02-10 早于上一步的 2025-03-04',
  },
]

const inResults: BrokenFacts[] = [
  {
    name: 'a rating out of bounds',
    lines: `ratings:\n${rating}, points: ▲100.5}`,
    codes: ['off-scale'],
    says: '100.5 不在 0 到 100 之间，请核对有没有多打、少打一位',
  },
  {
    name: 'a rating by those who do not rate',
    lines: `ratings:\n${rating.replace('body: chief', 'body: ▲director')}, points: 90}`,
    codes: ['other-body'],
  },
  {
    name: 'a rating of a period that is none',
    lines: `ratings:\n${rating.replace('2025-Q1', '▲2025-Q5')}, points: 90}`,
    codes: ['unknown-period'],
  },
  {
    name: 'a rating of a part that is not rated',
    lines: `ratings:\n${rating.replace('part: rated', 'part: ▲voted')}, points: 90}`,
    codes: ['unknown-part'],
    says: '“voted”不是评价部分，可用的有：rated',
  },
  {
    name: 'one rating twice',
    lines: `ratings:\n${rating}, points: 90}\n  - ▲${rating.slice(4)}, points: 91}`,
    codes: ['twice'],
    says: '这一项前面已经写过（同一部分、同一考核对象），只能留一处',
  },
  {
    name: 'a rating of somebody who had not come',
    lines:
      'ratings:\n  - ▲{part: rated, period: 2025-Q1, assessee: new, assessor: c, body: chief, points: 90}',
    codes: ['not-a-member'],
  },
  {
    name: 'more votes than were handed out',
    lines: 'tallies:\n  - {part: voted, assessee: p, values: {90: 12}, issued: ▲10}',
    codes: ['too-many-ballots'],
    says: '发出 10 票，有效票却有 12 票；有效票不能多于发出的票',
  },
  {
    name: 'votes that differ by figure and by band',
    lines: 'tallies:\n  - {part: voted, assessee: p, values: {90: 5}, grades: ▲{good: 4}}',
    codes: ['ballots-differ'],
  },
  {
    name: 'votes for a band that is none',
    lines: 'tallies:\n  - {part: voted, assessee: p, grades: {▲great: 4}}',
    codes: ['unknown-band'],
    says: '没有档次“great”，可用的有：good、fair、poor',
  },
  {
    name: 'a vote that is no figure',
    lines: 'tallies:\n  - {part: voted, assessee: p, values: {▲９０: 4}}',
    codes: ['bad-value'],
  },
  {
    name: 'half a ballot',
    lines: 'tallies:\n  - {part: voted, assessee: p, values: {90: ▲4.5}}',
    codes: ['bad-value'],
    says: '请写不带小数的张数，如 20',
  },
  { name: 'no ballots', lines: 'tallies:\n  - ▲{part: voted, assessee: p}', codes: ['no-ballots'] },
  {
    name: 'a deduction entered as a figure',
    lines: 'entered:\n  - {part: ▲daily, assessee: p, points: 30}',
    codes: ['unknown-part'],
    says: '“daily”不是能直接填分的部分，可用的有：rated、voted、self；减分请写成 facts',
  },
  {
    name: 'a result of somebody who is not assessed',
    lines: 'entered:\n  - {part: self, assessee: ▲q, points: 3}',
    codes: ['unknown-person'],
  },
  {
    name: 'tasks that do not sum',
    lines: `tasks:\n  - ${task.replace('points: 10', 'points: ▲8')}}`,
    codes: ['tasks-sum'],
  },
  {
    name: 'one task twice',
    lines: `tasks:\n  - ${task.replace('10', '5')}}\n  - ${task.replace('10', '5').replace('id: t', 'id: ▲t')}}`,
    codes: ['duplicate-id'],
    says: '编号“t”写了两次，请改成不同的编号或删去一处',
  },
  {
    name: 'circumstances without a reason',
    lines: `tasks:\n  - ▲${task}, result: excused}`,
    codes: ['granted-missing'],
  },
  {
    name: 'a figure granted without circumstances',
    lines: `tasks:\n  - ${task}, result: done, granted: ▲5}`,
    codes: ['granted-without-cause'],
  },
  {
    name: 'no case of a part that is none',
    lines: 'no-case: [{part: ▲tax, assessee: p}]',
    codes: ['unknown-part'],
  },
]

const inRoster: BrokenFacts[] = [
  {
    name: 'two people of one id',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk}, {id: ▲p, tier: desk}]}\n',
    codes: ['duplicate-id'],
  },
  {
    name: 'two units of one id',
    whole: 'year: 2025\nroster: {units: [{id: u}, {id: ▲u}], people: [{id: p, tier: desk}]}\n',
    codes: ['duplicate-id'],
  },
  { name: 'nobody', whole: 'year: 2025\nroster: ▲{people: []}\n', codes: ['nobody-assessed'] },
  {
    name: 'a person without a tier',
    whole: 'year: 2025\nroster: {people: [▲{id: p}]}\n',
    codes: ['missing-key'],
    says: '“p”缺少“tier”，请补上这个人的层次，可用的有：desk',
  },
  {
    name: 'a tier that is none',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: ▲desks}]}\n',
    codes: ['unknown-tier'],
  },
  {
    name: 'a role that is none',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk, roles: [▲cheif]}]}\n',
    codes: ['unknown-role'],
    says: '考核办法里没有角色“cheif”，可用的有：clerk、chief、office、director',
  },
  {
    name: 'a condition that is none',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk, traits: [▲day-shift]}]}\n',
    codes: ['unknown-trait'],
  },
  {
    name: 'an end before its beginning',
    whole:
      'year: 2025\nroster: {people: [{id: p, tier: desk, from: 2025-05-01, to: ▲2025-03-01}]}\n',
    codes: ['bad-span'],
    says: '止日 2025-03-01 早于起日 2025-05-01，请核对',
  },
]

const inFrame: BrokenFacts[] = [
  { name: 'another scheme', lines: 'scheme: ▲other-office', codes: ['other-scheme'] },
  {
    name: 'an unknown choice',
    lines: 'choices: {▲overflows: lost}',
    codes: ['unknown-choice'],
    says: '考核办法里没有选择“overflows”，可用的有：interns、overflow、days',
  },
  {
    name: 'an answer that is none',
    lines: 'choices: {overflow: ▲kept}',
    codes: ['unknown-answer'],
  },
  {
    name: 'a day before the year',
    lines: 'as-of: ▲2024-12-31',
    codes: ['other-year'],
    says: 'as-of 是 2024-12-31，2025 年度还没有开始；请写这一年度开始以后的日期',
  },
  {
    name: 'a period closed that is none',
    lines: 'closed: [{what: period, part: rated, period: ▲2025-Q9}]',
    codes: ['unknown-period'],
  },
  {
    name: 'a part closed that is none',
    lines: 'closed: [{what: part, part: ▲daily}]',
    codes: ['unknown-part'],
    says: '“daily”不是可以单独截止的部分，可以的有：rated、voted、self、tasks；事实的截止写 what: facts',
  },
  {
    name: 'a part closed without saying which',
    lines: 'closed: [▲{what: part}]',
    codes: ['missing-key'],
    says: '缺少“part”：what: part 要写明截止的是哪一个',
  },
  {
    name: 'all facts closed for one part',
    lines: 'closed: [{what: facts, part: ▲daily}]',
    codes: ['closing-mixed'],
  },
  {
    name: 'working hours that overlap',
    lines: 'working-time: {hours: [{from: "08:30", to: "12:00"}, ▲{from: "11:30", to: "18:00"}]}',
    codes: ['bad-hours'],
  },
  {
    name: 'a holiday that ends before it begins',
    lines:
      'working-time: {holidays: [▲{from: 2025-05-05, to: 2025-05-01}], hours: [{from: "08:30", to: "12:00"}]}',
    codes: ['bad-holiday'],
  },
  {
    name: 'an unknown key',
    lines: '▲fact: []',
    codes: ['unknown-key'],
    says: '没有“fact”这个词，请检查拼写或删去',
  },
  {
    name: 'several faults in several places',
    lines: `choices: {▲overflows: lost}\nfacts:\n${fact.replace('late', '▲latte').replace('[p]', '[▲q]')}}\nratings:\n${rating}, points: ▲101}`,
    codes: ['unknown-choice', 'unknown-rule', 'unknown-person', 'off-scale'],
  },
]

const inText: BrokenFacts[] = [
  {
    name: 'a key written twice',
    lines: 'facts: []\n▲facts: []',
    codes: ['duplicate-key'],
    says: '键“facts”写了两次，只能留一个',
  },
  {
    name: 'a merge key',
    whole: 'year: 2025\nroster: {people: [{id: p, tier: desk, ▲<<: {unit: u}}]}\n',
    codes: ['unknown-key'],
    says: '不接受合并键 <<，请把内容直接写出来',
  },
  {
    name: 'a type tag',
    whole: 'year: ▲!!int 2025\nroster: {people: [{id: p, tier: desk}]}\n',
    codes: ['bad-yaml'],
    says: '不接受类型标签（!…），请删去',
  },
  {
    name: 'a second document',
    lines: '▲---\nyear: 2026',
    codes: ['bad-yaml'],
    says: '一个文件只能有一份内容，请删去 --- 之后的部分或另存一个文件',
  },
  {
    name: 'an alias of nothing',
    lines: 'facts: ▲*last-year',
    codes: ['bad-yaml'],
    says: '引用 *last-year 的锚点 &last-year 前面没有，请直接写出内容',
  },
  { name: 'a list inside itself', lines: 'facts: &all [▲*all]', codes: ['bad-yaml'] },
  {
    name: 'an alias bomb',
    whole: bomb.replace('a1: &a1 [*a0', 'a1: &a1 [▲*a0'),
    codes: ['too-many-aliases'],
    says: '锚点（&、*）重复引用太多，展开后会过大；请把内容直接写出来',
  },
  {
    name: 'brackets without end',
    whole: `year: ${'['.repeat(101 - 1)}▲${'['.repeat(30000)}`,
    codes: ['too-deep'],
  },
  {
    name: 'a comma too many in JSON',
    ending: '.json',
    whole: '{"year": 2025, "roster": {"people": [{"id": "p", "tier": "desk"}▲,]}}',
    codes: ['bad-json'],
    says: 'JSON 里 ] 前面不能有逗号，请删去这个逗号',
  },
  {
    name: 'a remark in JSON',
    ending: '.json',
    whole: '{"year": 2025, ▲# 今年\n"roster": {"people": [{"id": "p", "tier": "desk"}]}}',
    codes: ['bad-json'],
  },
  {
    name: 'nothing at all',
    whole: '▲',
    codes: ['empty-file'],
    says: '文件里没有内容；请照例子（example-facts.yaml、scheme.yaml）写',
  },
  { name: 'a remark and nothing else', whole: '▲# 明天写\n', codes: ['empty-file'] },
  {
    name: 'a list instead of a file',
    whole: '▲- year: 2025\n',
    codes: ['bad-value'],
    says: '这里要一组键，写的是一个列表',
  },
  { name: 'a NUL', whole: 'year: 2025\nroster: ▲\u0000\n', codes: ['control-character'] },
]

/** Broken facts by what is wrong with them, for the small office. */
export const subjects = { inFacts, inResults, inRoster, inFrame, inText }
export const brokenFacts: BrokenFacts[] = Object.values(subjects).flat()

/** The file's text without marks, and `line:column` of each mark. */
export function contentOf(one: BrokenFacts): { content: string; places: string[] } {
  const marked = typeof one.whole === 'string' ? one.whole : `${head}${one.lines ?? ''}\n`
  const pieces = marked.split('▲')
  const places = pieces.slice(0, -1).map((_, at) => {
    const before = pieces
      .slice(0, at + 1)
      .join('')
      .split('\n')
    return `${before.length}:${Array.from(before.at(-1) ?? '').length + 1}`
  })
  return { content: pieces.join(''), places }
}
