import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exactText } from '../../src/base/points.js'
import { textWidth } from '../../src/base/text-width.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import type { Rule } from '../../src/scheme/model/rules.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { showLines } from '../../src/cli/show-text.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { expectEveryReading } from './readings.js'

const read = readScheme('schemes/wujin-departments')
const scheme = must(read.scheme, 'the scheme of Wujin reads')
const parts = partsOf(scheme.total)
const ruleOf = (id: string): Rule =>
  must(
    scheme.rules.find((rule) => rule.id === id),
    id,
  )

/** The sixteen items: id, points, offices that score it. */
const items = [
  'team 2 party-office',
  'study 4 party-office law-inspection',
  'it 5 office',
  'info 7 office party-office',
  'website 5 office',
  'discipline 10 personnel party-office',
  'law-publicity 2 law-inspection',
  'integrity 5 party-office',
  'law-admin 5 law-inspection party-office',
  'efficiency 10 party-office office law-inspection',
  'proposals 2 office',
  'opinion 5 party-office law-inspection office',
  'archives 2 office',
  'assets 2 office',
  'hygiene 2 office',
  'public-benefit 2 party-office',
]

/** The 63 lines: id, what it takes (`zero`: the item; `ext`: a figure that stands elsewhere), per, item. */
const lines = `
team-disunity 1 occurrence 1
team-personnel-irregular 1 occurrence 1
study-no-study-day 0.5 occurrence 2
study-training-absent 1 person-time 2
study-attendance-60 0.5 person-time 2
study-no-notes 2 occurrence 2
study-notes-incomplete 1 occurrence 2
study-law-session-short 1 occurrence 2
study-enforcer-days-short 0.5 person-time 2
it-major-loss zero occurrence 3
it-operation-breach 1 occurrence 3
it-oa-not-logged-or-late 0.5 occurrence 3
it-head-no-mobile-client 1 person-time 3
it-training-absent 1 person-time 3
it-no-cooperation 1 occurrence 3
it-wechat ext occurrence 3
info-publicity-plan 1 occurrence 4
info-month-below 1 occurrence 4
info-gov-info ext occurrence 4
website-update-missed 1 occurrence 5
website-district-circular 2 occurrence 5
discipline-no-attendance-ledger zero occurrence 6
discipline-attendance-ledger-late 0.5 occurrence 6
discipline-absence 1 occurrence 6
discipline-late-early 0.5 occurrence 6
discipline-bureau-inspection 1 person-time 6
discipline-district-inspection 1 person-time 6
discipline-tm-ledger 1 occurrence 6
discipline-tm-records 1 occurrence 6
discipline-rectification 1 occurrence 6
discipline-complaint 1 occurrence 6
discipline-prohibition 1 occurrence 6
discipline-media-exposure 2 occurrence 6
discipline-cert-not-handed 1 occurrence 6
discipline-cert-not-returned 1 occurrence 6
law-publicity-not-done zero occurrence 7
law-publicity-no-ledger 1 occurrence 7
law-publicity-materials-late 0.5 occurrence 7
integrity-conduct-breach 2 occurrence 8
integrity-complaint-mishandled 2 occurrence 8
integrity-style-breach 2 occurrence 8
law-admin-act-revoked zero occurrence 9
law-admin-review-lost zero occurrence 9
law-admin-complaint-responsible zero occurrence 9
law-admin-doc-unreviewed 1 occurrence 9
law-admin-decision-procedure 1 occurrence 9
law-admin-platform-loss 1 occurrence 9
efficiency-task-late 0.5 occurrence 10
efficiency-plan-missing 0.5 occurrence 10
efficiency-research-late 1 occurrence 10
proposals-meeting-reply-rate zero occurrence 11
proposals-unsatisfied 1 occurrence 11
opinion-group-event 1 occurrence 12
opinion-no-extension 0.5 occurrence 12
opinion-reply-off-point 0.5 occurrence 12
opinion-order-returned 0.5 occurrence 12
opinion-reply-overdue 1 occurrence 12
archives-incomplete 2 occurrence 13
archives-late 1 occurrence 13
assets-lost-damaged zero occurrence 14
assets-adjust-late 0.5 person-time 14
hygiene-dirty 0.5 occurrence 15
public-benefit-not-joined 0.5 occurrence 16
`
  .trim()
  .split('\n')

/** The 19 units: id, name, hub, portal quota, government-information quota. */
const units = `
party-office 党委办 personnel 1/month 1/month
office 办公室 personnel 1/month 1/month
personnel 人教科 party-office 1/month 6/year
finance 财审科 personnel 5/year 6/year
gas 燃管站 utilities 1/month 1/month
construction 建工科 personnel 1/month 1/month
drawing-review 审图中心 construction 1/month 1/month
bidding 招投标管理科（造价处） construction 1/month 1/month
site-supervision 建管中心 construction 5/month 1/month
utilities 公用事业科 personnel 1/month 1/month
urban-building 城镇建设科 personnel 1/month 1/month
municipal-works 市政处 utilities 4/month 1/month
housing-office 房管处 property 4/month 1/month
development 开发办 property 2/month 1/month
quake 防震管理科 personnel 5/year 6/year
archives-centre 城建档案馆 construction 10/year 6/year
law-inspection 城建监察大队（政策法规科） construction 1/month 1/month
property 房产管理科 personnel 1/month 1/month
wall-material 墙散中心 construction 5/year 6/year
`
  .trim()
  .split('\n')

function amountText(rule: Rule): string {
  const amount = must(rule.charges[0], rule.id).amount.value
  if (amount.kind === 'figure') return exactText(amount.points.negated())
  return amount.kind === 'all' ? 'zero' : 'ext'
}

function quotaOf(id: string, monthly: string, yearly: string): string {
  const row = (target: string): string | null => {
    const table = must(
      scheme.targets.find((one) => one.id === target),
      target,
    )
    const figure = (Object.hasOwn(table.atLeast, id) ? table.atLeast[id] : table.everyone)?.value
    return figure == null ? null : `${exactText(figure)}/${table.per}`
  }
  const rows = [row(monthly), row(yearly)].filter((one) => one !== null)
  expect(rows, id).toHaveLength(1)
  return rows[0] ?? ''
}

describe('the departments of Wujin', () => {
  test('read without any problem or warning', () => {
    expect(read.problems).toEqual([])
  })

  test('have thirty points for tasks and seventy for sixteen items, two rows beside them', () => {
    const points = (id: string) => {
      const part = must(
        parts.find((one) => one.id === id),
        id,
      )
      return part.points === null ? part.adds.value : exactText(part.points)
    }
    const all = ['total', 'on-site', 'tasks', 'basic', 'key-deduction', 'special']
    expect(all.map(points)).toEqual(['100', '100', '30', '70', 'outside', 'outside'])
  })

  test.each(items.map((row, index) => [index + 1, row]))(
    'have item %s as in annex 2',
    (no, row) => {
      const [id = ''] = row.split(' ')
      const part = must(
        parts.find((one) => one.id === id),
        id,
      )
      expect([id, part.points?.toString(), ...part.scoredBy].join(' ')).toBe(row)
      expect(part.clause).toBe(`附件2（${no}）`)
    },
  )

  test.each(lines)('have the line %s', (row) => {
    const [id = '', , , item = ''] = row.split(' ')
    const rule = ruleOf(id)
    expect([id, amountText(rule), rule.per.value, item].join(' ')).toBe(row)
    expect(rule.clause).toBe(`附件2（${item}）`)
    const [part = ''] = items[Number.parseInt(item, 10) - 1]?.split(' ') ?? []
    expect(rule.part.value).toBe(part)
  })

  test('have 53 lines with a figure, 8 by which the item is lost, 2 whose figure stands elsewhere', () => {
    const amounts = lines.map((row) => amountText(ruleOf(row.split(' ')[0] ?? '')))
    const of = (kind: string) => amounts.filter((one) => one === kind).length
    expect([lines.length, of('zero'), of('ext')]).toEqual([63, 8, 2])
    const others = scheme.rules.filter(
      (rule) => rule.kind === 'points' && !lines.some((row) => row.startsWith(`${rule.id} `)),
    )
    expect(others.map((rule) => rule.id)).toEqual([
      'oa-late-meeting',
      'oa-late-other',
      'oa-late-test',
      'oa-deemed-missing',
      'oa-client-missing',
      'oa-out-unsigned',
      'info-year-below',
      'info-gov-info-year',
      'law-publicity-activity-short',
      'key-points',
      'special-points',
    ])
  })

  test.each(units)('have %s as in annexes 1 and 4', (row) => {
    const [id = ''] = row.split(' ')
    const unit = must(
      scheme.units.find((one) => one.id === id),
      id,
    )
    const portal = quotaOf(id, 'portal-monthly', 'portal-yearly')
    const information = quotaOf(id, 'gov-monthly', 'gov-yearly')
    expect([id, unit.name, unit.gatheredBy, portal, information].join(' ')).toBe(row)
  })

  test('need 26 pieces a month, 25 a year, 337 in all', () => {
    const sumOf = (target: string) => {
      const table = scheme.targets.find((one) => one.id === target)
      const figures = Object.values(table?.atLeast ?? {})
      return figures.reduce((all, one) => all + (one.value?.toNumber() ?? 0), 0)
    }
    const [monthly, yearly] = [sumOf('portal-monthly'), sumOf('portal-yearly')]
    expect([scheme.units.length, monthly, yearly, monthly * 12 + yearly]).toEqual([19, 26, 25, 337])
  })

  test('count extras of 2, 5 and 8 by level, for special kinds only', () => {
    const portal = must(
      scheme.counters.find((one) => one.id === 'portal'),
      'portal',
    )
    expect(portal.extras.map((one) => [one.level, exactText(one.adds), one.sorts?.length])).toEqual(
      [
        ['district', '2', 5],
        ['city', '5', 5],
        ['province', '8', 5],
      ],
    )
  })

  test('have the clocks of annex 5', () => {
    expect(
      scheme.clocks.map((one) => `${one.id} ${exactText(one.limit.value)} ${one.measure.value}`),
    ).toEqual([
      'sign-meeting 3 working-hours',
      'sign-other 8 working-hours',
      'sign-test 8 working-hours',
      'deemed-missing 48 elapsed-hours-without-rest-days',
      'materials 3 calendar-days',
    ])
  })

  test('have every doubt of the regulation as a choice or a note', () => {
    const known = [...scheme.choices, ...scheme.notes].flatMap((one) => one.point ?? [])
    const all = Array.from({ length: 40 }, (_, at) => `WJ-${`${at + 1}`.padStart(2, '0')}`)
    expect(all.filter((point) => !known.includes(point))).toEqual([])
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
  })

  test('are shown with points, offices, exclusions, targets and clocks, no line too wide', () => {
    const text = showLines(viewScheme(scheme), 98)
    expect(Math.max(...text.map(textWidth))).toBeLessThanOrEqual(98)
    const all = text.join('\n')
    expect(all).toContain('减分制，标准分值 7 分')
    expect(all).toContain('由办公室、党委办考核')
    expect(all).toContain('该项不得分')
    expect(all).toContain('与“学习笔记不完整”：每年只计最高的一条〔选择25〕')
    expect(all).toMatch(/燃管站 .*公用事业科.*gas/)
    expect(all).toContain('不超过 3 个工作小时')
  })
})
