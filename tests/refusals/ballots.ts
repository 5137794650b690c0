import type { Scheme } from '../../src/scheme/model/scheme.js'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'

const outside = { kind: 'votes', ...cited, says: '投票', adds: 'outside', by: { votes: 'staff' } }

/** So many names to choose from that nobody but one fits on a card. */
const many = Array.from({ length: 20 }, (_, at) => ({ level: `band-${at}`, name: `第${at}档` }))

/** Parts that can be voted on, and one for each reason why it can't. */
export const ballots: Scheme = {
  ...read({
    assessee: 'person',
    roles: ['unit-head', 'leader-in-charge', 'assessment-office', 'delegate', 'staff'].map(
      (role) => ({ role, name: role }),
    ),
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    traits: [{ trait: 'seconded', name: '借调' }],
    procedures: [
      {
        ...{ procedure: 'record', name: '登记', ...cited },
        by: { records: ['assessment-office'], decides: 'leader-in-charge' },
      },
    ],
    scales: [
      {
        ...{ scale: 'two', name: '两档', ...cited, says: '两档' },
        levels: [
          { level: 'good', name: '好' },
          { level: 'poor', name: '差' },
        ],
      },
      {
        ...{ scale: 'ten', name: '十档', ...cited, says: '十档' },
        levels: Array.from({ length: 10 }, (_, at) => ({ level: `of-${at}`, name: `${at}档` })),
      },
      { ...{ scale: 'many', name: '许多档', ...cited, says: '许多档' }, levels: many },
      {
        ...{ scale: 'wide', name: '千分', ...cited, from: '$low', to: '$top', edge: 'upper' },
        ...{ says: '{low=0} 到 {top=2000}' },
        levels: [{ level: 'any', name: '都算', from: '$low', to: '$top' }],
      },
    ],
    total: totalOf(
      [
        {
          ...{ kind: 'deduction', part: 'item', name: '项目', ...cited, points: '$start' },
          ...{ says: '从 {start=100} 分起', 'at-least': 'none' },
        },
        {
          ...{ ...outside, part: 'voted', name: '测评', scale: 'two' },
          ...{ says: '好的不超过 {half=50%}', 'at-most': [{ level: 'good', places: '$half' }] },
        },
        {
          ...{ ...outside, part: 'limited', name: '限额测评', scale: 'ten' },
          ...{ says: '第一档不超过 {most=3} 个', 'at-most': [{ level: 'of-0', places: '$most' }] },
        },
        { ...outside, part: 'by-few', name: '代表测评', scale: 'two', by: { votes: 'delegate' } },
        { ...outside, part: 'of-nobody', name: '借调测评', scale: 'two', for: ['seconded'] },
        { ...outside, part: 'of-many', name: '许多档测评', scale: 'many' },
        { ...outside, part: 'too-wide', name: '千分测评', scale: 'wide' },
      ],
      {},
      '100',
    ),
    rules: [
      {
        ...{ rule: 'ballots-absent', name: '缺席', says: '减 {each=1} 分', ...recorded },
        ...{ part: 'item', charges: [{ to: 'person', points: '-$each' }] },
      },
    ],
  }),
  id: 'ballots',
}
