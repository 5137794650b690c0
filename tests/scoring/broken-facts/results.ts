import { type BrokenFacts, rating, task } from './frame.js'

export const inResults: BrokenFacts[] = [
  {
    name: 'a figure with the noise of a spreadsheet',
    lines: `ratings:\n${rating}, points: ▲92.80000000000001}`,
    codes: ['too-fine'],
    says: '92.80000000000001 的小数超过 6 位，像是表格软件算出来的尾数，会决定名次：请写实际的分，如 92.8',
  },
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
    name: 'votes of a class where all votes are alike',
    lines: 'tallies:\n  - {part: voted, assessee: p, voters: ▲office, values: {90: 12}}',
    codes: ['other-body'],
    says: '“voted”的票不分类计，不写 voters',
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
    name: 'a ratio that no office scores, entered as a figure',
    lines: 'entered:\n  - {part: ▲served, assessee: p, points: 30}',
    codes: ['unknown-part'],
    says: '“served”不是能直接填分的部分，可用的有：daily、rated、voted、self；减分请写成 facts',
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
    name: 'a task half done where tasks are whole or nothing',
    lines: `tasks:\n  - ${task}, target: 4, done: ▲2}`,
    codes: ['bad-partly'],
    says: '“任务”的任务全得或不得，不写 target、done；写 result',
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
  {
    name: 'a decision on a grade that is none',
    lines: 'decided:\n  - {assessee: p, grade: ▲great}',
    codes: ['unknown-grade'],
  },
  {
    name: 'a decision on a place of a quota that is none',
    lines: 'decided:\n  - {assessee: p, grade: good, quota: ▲some}',
    codes: ['unknown-quota'],
  },
  {
    name: 'one decision twice',
    lines: 'decided:\n  - {assessee: p, grade: good}\n  - ▲{assessee: p, grade: good}',
    codes: ['twice'],
    says: '同一件决定写了两次，只能留一处',
  },
]
