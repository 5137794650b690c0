import { type BrokenFacts, fact } from './frame.js'

export const inFacts: BrokenFacts[] = [
  {
    name: 'nobody named where each person counts',
    lines: 'facts:\n  - {id: a, rule: ▲late, day: 2025-02-03, unit: hall}',
    codes: ['names-nobody'],
    says: '规则“late”按人次计，没有写 persons（责任人）就一次也不计；请写上是谁',
  },
  {
    name: 'nobody named where persons are charged alone',
    lines: 'facts:\n  - {id: a, rule: ▲leak, day: 2025-02-03, unit: hall}',
    codes: ['names-nobody'],
  },
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
    name: 'a day in another form',
    lines: `facts:\n${fact.replace('2025-02-03', '▲2025/2/3')}}`,
    codes: ['bad-value'],
    says: '日期写成年月日用横线分开、月日各两位：这里改成 2025-02-03',
  },
  {
    name: 'points of nobody in particular',
    lines: `facts:\n${fact}, points: ▲3.6}`,
    codes: ['bad-value'],
    says: '这里要一组键，写的是“3.6”；可写的键：person、head、members、unit',
  },
  {
    name: 'a word much like one that is written already',
    lines: 'facts:\n  - {id: a, rule: late, day: 2025-02-03, persons: [p], ▲days: 3}',
    codes: ['unknown-key'],
    says: '没有“days”这个词；这里可写：id、rule、day、state、history、persons、unit、head、matter、joint、occasion、answers、sort、points、quantity、times、levels、sent、done、note、evidence、recorded-by、approved-by、sequence',
  },
  {
    name: 'a slip in the id of a person',
    lines: `facts:\n${fact.replace('[p]', '[▲gonne]')}}`,
    codes: ['unknown-person'],
    says: '名册里没有“gonne”，是不是 gone？',
  },
  {
    name: 'several times of what counts once',
    lines: `facts:\n${fact}, times: ▲20}`,
    codes: ['bad-times'],
    says: '规则“late”只计一次或只计最高的，一件写一行，不写 times',
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
