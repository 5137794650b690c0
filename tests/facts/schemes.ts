import type { Scheme } from '../../src/scheme/model/scheme.js'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'

/** A scheme is called by its folder: these stand in none. */
function named(id: string, sections: object): Scheme {
  return { ...read(sections), id }
}

const procedures = [
  {
    procedure: 'record',
    name: '登记',
    ...cited,
    by: {
      records: ['unit-head', 'assessment-office'],
      verifies: 'unit-head',
      decides: 'leader-in-charge',
      files: 'party-group',
    },
    within: { verifies: { limit: '$total.days', measure: 'working-days' } },
  },
  {
    procedure: 'by-nobody',
    name: '没有人审定',
    ...cited,
    by: { records: ['assessment-office'], decides: 'commission' },
  },
]
const ownClaim = {
  procedure: 'own-claim',
  name: '个人提出',
  ...cited,
  by: { records: ['staff'], decides: 'assessment-office' },
}
const roles = [
  'unit-head',
  'leader-in-charge',
  'assessment-office',
  'party-group',
  'commission',
].map((role) => ({
  role,
  name: role,
}))
const item = {
  kind: 'deduction',
  part: 'item',
  name: '项目',
  ...cited,
  says: '从 {start=100} 分起',
  points: '$start',
  'at-least': 'none',
}

/** Units are scored; it counts the same lateness as the people's scheme. */
export const unitScheme = named('unit-scheme', {
  roles: roles.slice(0, 4),
  procedures: procedures.slice(0, 1),
  assessee: 'unit',
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf([item], {}, '100'),
  rules: [
    {
      rule: 'late',
      name: '迟到',
      says: '每人次减 {each=1} 分',
      ...recorded,
      part: 'item',
      per: 'person-time',
      charges: [{ to: 'unit', points: '-$each' }],
    },
  ],
})

/** People are scored by everything that a rule can ask. */
export const asking = named('asking', {
  roles,
  procedures,
  assessee: 'person',
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf(
    [
      {
        ...item,
        jointly: 'by-share',
      },
    ],
    {},
    '100',
  ),
  rules: [
    {
      rule: 'nobody-approves',
      name: '无人审定',
      says: '减 {each=1} 分',
      ...recorded,
      procedures: ['by-nobody'],
      part: 'item',
      charges: [{ to: 'person', points: '-$each' }],
    },
    {
      rule: 'harm',
      name: '造成损失',
      says: '由党组定分，从 {low=0.5} 到 {high=10}',
      ...recorded,
      evidence: 'required',
      part: 'item',
      charges: [{ to: 'person', points: '-entered', 'at-least': '$low', 'at-most': '$high' }],
      question: { question: 'grave', asks: '是否严重', 'in-force': 'yes' },
    },
    {
      rule: 'piece',
      name: '信息采用',
      says: '每条加 {each=0.1} 分',
      ...recorded,
      part: 'item',
      per: 'quantity',
      charges: [{ to: 'person', points: '$each' }],
      quantity: { id: 'pieces', name: '条数' },
      sorts: [
        { id: 'plain', name: '一般' },
        { id: 'long', name: '长篇' },
      ],
      levels: [{ level: 'city', name: '市级' }],
    },
    {
      rule: 'praise-from-march',
      name: '表扬',
      says: '受表扬的加 {each=1} 分',
      ...recorded,
      part: 'item',
      from: '2025-03-01',
      charges: [{ to: 'person', points: '$each' }],
    },
    {
      rule: 'praise-until-june',
      name: '表彰',
      says: '受表彰的加 {each=1} 分',
      ...recorded,
      part: 'item',
      until: '2025-06-30',
      charges: [{ to: 'person', points: '$each' }],
    },
  ],
})

/** People are scored by what each brings forward. */
export const claims = named('claims', {
  roles: [{ role: 'staff', name: '工作人员' }, ...roles.slice(2, 3)],
  procedures: [ownClaim],
  assessee: 'person',
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf([item], {}, '100'),
  rules: [
    {
      rule: 'award',
      name: '先进个人',
      says: '每次加 {each=1} 分',
      ...recorded,
      procedures: ['own-claim'],
      part: 'item',
      per: 'person-time',
      charges: [{ to: 'person', points: '$each' }],
    },
  ],
})
