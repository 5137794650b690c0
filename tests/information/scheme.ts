import type { Scheme } from '../../src/scheme/model/scheme.js'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'

const chain = (id: string, decides: string) => ({
  ...{ procedure: id, name: '登记', ...cited },
  by: { records: ['information-office'], decides },
})
const piece = {
  ...{ ...recorded, kind: 'record', source: 'information', procedures: ['counted'] },
  quantity: { id: 'pieces', name: '条数' },
}
const target = { ...cited, says: '至少这些条' }

/**
 * Units must have pieces adopted and briefs sent in: 综合处 two pieces a month and five a year, everybody one brief a month. The
 * information office records, a leader decides; nobody could approve what needs proof. A short month costs a point; a
 * short year has no rule.
 */
export const informationScheme: Scheme = {
  ...read({
    roles: [
      ...['unit-head', 'leader-in-charge', 'assessment-office'],
      ...['information-office', 'commission'],
    ].map((role) => ({ role, name: role })),
    procedures: [chain('counted', 'leader-in-charge'), chain('by-nobody', 'commission')],
    assessee: 'unit',
    units: ['general', 'planning', 'party'].map((unit) => ({ unit, name: unit })),
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    total: totalOf(
      [
        {
          ...{ kind: 'deduction', part: 'info', name: '信息', ...cited, points: '$start' },
          ...{ says: '从 {start=100} 分起', 'at-least': 'none' },
        },
      ],
      {},
      '100',
    ),
    counters: [
      {
        ...{ counter: 'portal', name: '网站采用', ...cited, says: '市级采用另加 {city=2} 条' },
        ...{ rules: ['piece'], each: '条', month: ['district'], year: ['district'] },
        extras: [{ level: 'city', only: ['interview'], adds: '$city' }],
      },
      {
        ...{ counter: 'briefs', name: '政务信息', ...cited, says: '报送的' },
        ...{ rules: ['brief'], each: '条', on: 'sent' },
      },
      {
        ...{ counter: 'reports', name: '调研报告', ...cited, says: '送的' },
        ...{ rules: ['proved'], each: '篇' },
      },
    ],
    targets: [
      {
        ...{ target: 'reports-yearly', name: '调研报告全年', ...target },
        ...{ counter: 'reports', per: 'year', 'at-least': { planning: 1, everyone: 'none' } },
      },
      {
        ...{ target: 'portal-monthly', name: '网站信息每月', ...target },
        ...{ counter: 'portal', per: 'month', 'at-least': { general: 2, everyone: 'none' } },
      },
      {
        ...{ target: 'portal-yearly', name: '网站信息全年', ...target, extras: 'yes' },
        ...{ counter: 'portal', per: 'year', 'at-least': { general: 5, everyone: 'none' } },
      },
      {
        ...{ target: 'brief-monthly', name: '政务信息每月', ...target },
        ...{ counter: 'briefs', per: 'month', 'at-least': { party: 'none', everyone: 1 } },
      },
    ],
    rules: [
      {
        ...{
          rule: 'piece',
          name: '网站信息',
          says: '登记类别和级别',
          ...piece,
          from: '2025-03-01',
        },
        sorts: [
          { id: 'plain', name: '一般' },
          { id: 'interview', name: '访谈' },
        ],
        levels: [
          { level: 'district', name: '区级' },
          { level: 'city', name: '市级' },
        ],
      },
      {
        ...{ rule: 'brief', name: '政务信息', says: '登记是否采用', ...piece },
        levels: [{ level: 'offices', name: '区两办' }],
      },
      {
        ...{ rule: 'proved', name: '调研报告', says: '登记', ...piece, evidence: 'required' },
        procedures: ['by-nobody'],
      },
      {
        ...{ rule: 'month-short', name: '当月不足', says: '每月减 {each=1} 分', ...recorded },
        ...{ procedures: ['counted'], part: 'info', charges: [{ to: 'unit', points: '-$each' }] },
        derived: { target: 'portal-monthly', per: 'period' },
      },
    ],
  }),
  id: 'information',
}
