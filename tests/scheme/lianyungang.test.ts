import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exactText } from '../../src/base/points.js'
import { textWidth } from '../../src/base/text-width.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { showLines } from '../../src/cli/show-text.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { expectEveryReading } from './readings.js'

const read = readScheme('schemes/lianyungang-counties')
const scheme = must(read.scheme, 'the scheme of Lianyungang reads')
const parts = partsOf(scheme.total)
const partOf = (id: string) =>
  must(
    parts.find((one) => one.id === id),
    id,
  )

/** The five groups of the annex with their sums. */
const groups = `
science-workers 13
innovation-development 28
science-literacy 26
decision-support 7
self-building 26
`
  .trim()
  .split('\n')

/** The 23 indicators: number, id, group, points, components of which so many are counted. */
const indicators = `
1 worker-day-activities science-workers 4 2 1
2 awards-nomination science-workers 5 5 0
3 model-publicity science-workers 2 1 1
4 online-association science-workers 2 3 0
5 academic-exchange innovation-development 3 2 1
6 society-capability innovation-development 3 4 2
7 info-push-industry innovation-development 8 5 2
8 village-farms innovation-development 4 3 1
9 overseas-talent innovation-development 6 6 3
10 alliance-libraries innovation-development 4 4 4
11 literacy-outline science-literacy 4 4 1
12 science-days science-literacy 5 3 3
13 informatisation science-literacy 4 5 3
14 venues-outreach science-literacy 4 4 2
15 demo-bases science-literacy 2 2 1
16 youth-innovation science-literacy 7 5 2
17 think-tank decision-support 3 2 0
18 suggestions decision-support 4 3 1
19 party-gov-support self-building 5 4 1
20 organisation self-building 11 12 5
21 integrity-party-branch self-building 2 2 1
22 capacity self-building 5 4 0
23 information-publicity self-building 3 4 3
`
  .trim()
  .split('\n')

/** The 38 counted targets: indicator, id, what each county must reach (one figure where it is the same for all). */
const counted = `
1 worker-day-key 3
3 models-publicised 10
5 exchange-events 6 6 6 6 4 4
6 service-stations 2
6 chief-experts 2
7 info-push 10 10 10 10 8 6
7 model-cases 5
8 family-farms 2 2 2 2 2 -
9 overseas-talents 5
9 overseas-projects 10
9 overseas-needs 10
10 library-experts 10
10 library-results 30
10 library-demands 20
10 library-haizhi 15
11 outline-meetings 1
12 science-days-key 10
12 science-lectures 4
12 science-outreach 20
13 connect-index 90
13 normal-index 90
13 active-index 90
14 outreach-events 12
14 volunteer-rate 85
15 base-applications 2
16 youth-awards 30
16 science-schools 1
18 suggestions-adopted 2
19 leader-attendance 2
20 grassroots-activities 2
20 new-societies 1
20 society-grade 1
20 hitech-coverage 50
20 farm-organisations 4
21 new-branches 2
23 pieces 90
23 province-news 5
23 research-reports 1
`
  .trim()
  .split('\n')

const counties = ['donghai', 'guanyun', 'guannan', 'ganyu', 'haizhou', 'lianyun']

function targetOf(id: string) {
  return must(
    scheme.targets.find((one) => one.id === id),
    id,
  )
}

/** What a county without any trait must reach, `-` where it has no target. */
function needOf(id: string, county: string): string {
  const target = targetOf(id)
  const row = Object.hasOwn(target.atLeast, county) ? target.atLeast[county] : target.everyone
  const figure = row?.value
  return figure == null ? '-' : exactText(figure)
}

function targetsOf(indicator: string): string[] {
  const part = partOf(`pre-${indicator}`)
  return part.kind === 'ratio' ? part.targets.value : []
}

describe('the county associations of Lianyungang', () => {
  test('read without any problem or warning', () => {
    expect(read.problems).toEqual([])
  })

  test('are the six that the annex names', () => {
    const names = ['东海县', '灌云县', '灌南县', '赣榆区', '海州区', '连云区']
    expect(scheme.units.map((one) => `${one.id} ${one.name}`)).toEqual(
      counties.map((id, at) => `${id} ${names[at] ?? ''}`),
    )
  })

  test('have a base of a hundred points in five groups, and three bonuses of ten together', () => {
    expect(exactText(partOf('base').points ?? partOf('base').weight)).toBe('100')
    const base = partOf('base')
    const found = base.kind === 'sum' ? base.children : []
    expect(found.map((one) => `${one.id} ${one.points?.toString()}`)).toEqual(groups)
    const caps = ['bonus-commendation', 'bonus-brand', 'bonus-info'].map((id) => {
      const part = partOf(id)
      return part.kind === 'deduction' ? part.cap.value?.toNumber() : null
    })
    expect(caps).toEqual([4, 4, 2])
  })

  test.each(indicators)('have indicator %s', (row) => {
    const [no = '', id = '', group = '', figure = '', components = '', numbers = ''] =
      row.split(' ')
    const part = partOf(id)
    const above = partOf(group)
    expect(above.kind === 'sum' && above.children.some((one) => one.id === id)).toBe(true)
    expect([part.kind, part.clause]).toEqual(['ratings', `附件（${no}）`])
    expect(part.points?.toString()).toBe(figure)
    const targets = targetsOf(id)
    const own = counted.filter((one) => one.startsWith(`${no} `)).map((one) => one.split(' ')[1])
    expect([`${targets.length}`, `${own.length}`]).toEqual([components, numbers])
    expect(partOf(`pre-${id}`).points?.toString()).toBe(figure)
    for (const target of targets) expect(targetOf(target).clause).toBe(`附件（${no}）`)
    for (const target of own) expect(targets).toContain(`${target}-target`)
  })

  test('have 89 components: 38 counted, 50 done or judged, one of who has founded an award', () => {
    const all = indicators.flatMap((row) => targetsOf(row.split(' ')[1] ?? ''))
    expect([all.length, new Set(all).size, counted.length]).toEqual([89, 89, 38])
    const others = all.filter((id) => !counted.some((row) => `${row.split(' ')[1]}-target` === id))
    const needs = others.map((id) => needOf(id, 'donghai'))
    const of = (need: string) => needs.filter((one) => one === need).length
    expect([of('1') + of('10'), of('-')]).toEqual([50, 1])
  })

  test.each(counted)('have the target %s', (row) => {
    const [, id = '', ...figures] = row.split(' ')
    const all = figures.length === 1 ? counties.map(() => figures[0]) : figures
    expect(counties.map((county) => needOf(`${id}-target`, county))).toEqual(all)
  })

  test('need 32 exchanges, 54 pushes and 10 farms in the whole city', () => {
    const sums = ['exchange-events', 'info-push', 'family-farms'].map((id) =>
      counties.reduce((all, county) => {
        const need = needOf(`${id}-target`, county)
        return need === '-' ? all : all + Number.parseInt(need, 10)
      }, 0),
    )
    expect(sums).toEqual([32, 54, 10])
  })

  test('ask more of who has a caravan or an award, and no coverage of who has no enterprise', () => {
    const traits = ['outreach-events', 'county-award', 'hitech-coverage'].map((id) =>
      targetOf(`${id}-target`).byTrait.map(
        ({ trait, atLeast: { value } }) => `${trait} ${value === null ? '-' : exactText(value)}`,
      ),
    )
    expect(traits).toEqual([['caravan 30'], ['county-award 1'], ['no-hitech -']])
  })

  test('weigh leaders, departments and counties by 40, 30 and 30 percent', () => {
    const part = partOf('academic-exchange')
    const [row] = part.kind === 'ratings' ? part.raters : []
    expect(row?.bodies).toEqual(['association-leader', 'department', 'county'])
    expect(row?.weights.map(({ times, over }) => times.dividedBy(over).toNumber())).toEqual([
      0.4, 0.3, 0.3,
    ])
  })

  test('can be vetoed for three reasons', () => {
    const vetoes = scheme.rules.filter((one) => one.kind === 'veto').map((one) => one.id)
    expect(vetoes).toEqual(['veto-discipline', 'veto-safety', 'veto-failure'])
  })

  test('have every doubt of the regulation as a choice or a note', () => {
    const known = [...scheme.choices, ...scheme.notes].flatMap((one) => one.point ?? [])
    const all = Array.from({ length: 30 }, (_, at) => `LY-${`${at + 1}`.padStart(2, '0')}`)
    expect(all.filter((point) => !known.includes(point))).toEqual([])
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
  })

  test('are shown without a line too wide', () => {
    const text = showLines(viewScheme(scheme), 98)
    expect(Math.max(...text.map(textWidth))).toBeLessThanOrEqual(98)
  })
})
