import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { inputOf } from '../../src/factsfile/input.js'
import { factsSchema, parseFacts } from '../../src/factsfile/shape.js'
import { day } from '../../src/base/day.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { ratersText } from '../../src/scheme/show/ratings.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { scoreCycle, scoreOne } from '../../src/scoring/engine.js'
import { type Edit, withEdited } from '../scheme/edited.js'
import { dividedBy, type Fraction, fraction, isText, parse, times, total } from './fraction.js'
import { partOf } from './invented/bounds.js'
import { answersOf } from './small-answers.js'

const folder = 'schemes/lianyungang-counties'
const scheme = must(readScheme(folder).scheme, 'it reads')

const bodies = ['association-leader', 'department', 'county']
const weights = ['0.4', '0.3', '0.3'].map(parse)
const tenths = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 })

describe('ballots of three bodies', () => {
  it('are the weighted means of fractions by every answer: trimmed, rounded, the own one, those who sit in', () => {
    fc.assert(
      fc.property(
        ...([tenths, tenths, tenths, tenths] as const),
        answersOf(scheme),
        (one, two, three, sitting, answers) => {
          const given = [one, two, three]
          const ballots = [...given, sitting].flatMap((values, at) =>
            values.map((value, index) => ({
              assessee: 'donghai',
              assessor: at === 2 && index === 0 ? 'own' : `r${at}-${index}`,
              body: bodies[at] ?? 'observer',
              points: { 'academic-exchange': `${value / 10}` },
            })),
          )
          const file = factsSchema.parse({
            year: '2018',
            roster: { units: [{ id: 'donghai' }], people: [{ id: 'own', unit: 'donghai' }] },
            ballots,
            closed: [{ what: 'year' }],
          })
          const input = inputOf(withChoices(scheme, answers), file)
          const line = partOf(scoreCycle(input), 'donghai', 'academic-exchange')
          const joined = answers['other-judges'] === 'with-departments' ? sitting : []
          const means = [one, [...two, ...joined], three].map((values, body) => {
            const left = body === 2 && answers['own-ballot'] === 'left-out' ? 1 : 0
            const mean = meanByHand(values.slice(left), answers['group-mean'] ?? '')
            return mean === null || answers['rounded-first'] === 'exact' ? mean : hundredths(mean)
          })
          if (means.every((mean) => mean === null)) {
            expect(line.missing).toBe(true)
            return
          }
          const counted = weights.filter((_, at) => means[at] !== null)
          const sum = total(
            means.map((mean, at) => times(mean ?? fraction(0n), weights[at] ?? fraction(0n))),
          )
          const value = answers['missing-body'] === 'zero' ? sum : dividedBy(sum, total(counted))
          expect(isText(value, line.own.settled), `${line.own.settled}`).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })
})

/** The mean of tenths of a point: of all, without the ends, or of the middle. */
function meanByHand(values: readonly number[], how: string): Fraction | null {
  const sorted = [...values].sort((a, b) => a - b)
  let left = sorted
  if (how === 'without-ends' && sorted.length > 2) left = sorted.slice(1, -1)
  while (how === 'median' && left.length > 2) left = left.slice(1, -1)
  if (left.length === 0) return null
  return fraction(BigInt(left.reduce((a, b) => a + b, 0)), BigInt(left.length * 10))
}

/** Half up to hundredths, in whole numbers. */
function hundredths({ top, over }: Fraction): Fraction {
  return fraction((2n * top * 100n + over) / (2n * over), 100n)
}

describe('who rates', () => {
  it('is shown with what the answers say', () => {
    const text = (answers: Record<string, string>): string => {
      const read = withChoices(scheme, answers)
      const part = partsOf(read.total).find((one) => one.id === 'think-tank')
      const [row] = part?.kind === 'ratings' ? part.raters : []
      return ratersText(read, must(row, 'a row'))
    }
    const bodiesOf =
      '评价其他单位：市科协领导 40%、机关各部门 30%、县区科协 30%，各方平均后按权重合计，'
    expect(text({})).toBe(
      `${bodiesOf}列席人员列席，打的分不计〔选择 other-judges〕，` +
        '缺的一方由其余各方按权重摊开〔选择 missing-body〕，自己给自己的不算〔选择 own-ballot〕，' +
        '不去高低分〔选择 group-mean〕，每方的平均用精确值〔选择 rounded-first〕',
    )
    const other = { 'group-mean': 'median', 'rounded-first': 'groups' }
    expect(text({ ...other, 'other-judges': 'with-departments' })).toBe(
      `${bodiesOf}列席人员列席，打的分算在机关各部门一方〔选择 other-judges〕，` +
        '缺的一方由其余各方按权重摊开〔选择 missing-body〕，自己给自己的不算〔选择 own-ballot〕，' +
        '每方只取中间的〔选择 group-mean〕，每方的平均先四舍五入到 2 位小数〔选择 rounded-first〕',
    )
  })

  it('lets observers count only with a body that rates', () => {
    const wrong: Edit = {
      file: 'choices.yaml',
      find: 'sets: department}',
      replace: 'sets: office}',
    }
    const found = withEdited([wrong], readScheme, folder).problems
    expect(found.map(({ code, message }) => `${code} ${message}`)).toContain(
      'bad-word 选择 other-judges 的“office”不是它所定之处能用的词，可用：none、association-leader、department、county',
    )
  })

  it('twice a year: the mean of the halves, open until the second is closed', () => {
    const edit: Edit = {
      file: 'scheme.yaml',
      find: 'periods: year',
      replace: 'periods: half-years',
    }
    withEdited(
      [edit],
      (copy) => {
        const halves = must(readScheme(copy).scheme, 'the edited scheme reads')
        const rating = (half: string, points: number) =>
          `  - {part: science-days, period: 2018-${half}, assessee: donghai, assessor: l1, body: association-leader, points: ${points}}`
        const document = parseFacts(
          [
            'year: 2018',
            'roster: {units: [{id: donghai}]}',
            'ratings:',
            rating('H1', 4),
            rating('H2', 4.5),
            'closed:',
            '  - {what: period, part: science-days, period: 2018-H1, on: 2018-07-10}',
            '  - {what: period, part: science-days, period: 2018-H2, on: 2018-12-31}',
            '  - {what: facts, on: 2018-12-31}',
          ].join('\n'),
          'f.yaml',
        )
        const facts = must(document.value, 'the facts read')
        expect(checkFacts(halves, facts, { document })).toEqual([])
        const at = (on: string) =>
          partOf(scoreCycle(inputOf(halves, facts, day(on))), 'donghai', 'science-days').own
        expect(at('2018-12-31').settled).toBe('4.25')
        expect([at('2018-07-10').lowest, at('2018-07-10').highest]).toEqual(['2', '4.5'])
      },
      folder,
    )
  })
})

describe('who is vetoed', () => {
  const counties = ['donghai', 'ganyu', 'haizhou']
  const file = factsSchema.parse({
    year: '2018',
    roster: { units: counties.map((id) => ({ id })) },
    facts: ['donghai', 'ganyu'].map((unit) => ({
      ...{ id: unit, rule: 'veto-safety', day: '2018-03-01', unit },
    })),
    ballots: counties.map((assessee, at) => ({
      ...{ assessor: 'l1', body: 'association-leader', assessee },
      points: Object.fromEntries(
        items().map((id) => [id, id === 'organisation' ? `${9 - at}` : '1']),
      ),
    })),
    closed: [{ what: 'year' }],
  })
  const ranks = (answers: Record<string, string>) => {
    const result = scoreCycle(inputOf(withChoices(scheme, answers), file))
    return result.rankings[0]?.places.map(({ assessee, rank }) => `${rank} ${assessee}`)
  }

  function items(): string[] {
    const indicators = must(
      scheme.total.kind === 'sum' ? scheme.total.children[0] : undefined,
      'the base',
    )
    return indicators.kind !== 'sum'
      ? []
      : indicators.children.flatMap((group) =>
          group.kind === 'sum' ? group.children.map((one) => one.id) : [],
        )
  }

  it('has no place, or the last ones in the order of the totals', () => {
    expect(ranks({})).toEqual(['1 haizhou'])
    expect(ranks({ 'veto-effect': 'last' })).toEqual(['1 haizhou', '2 donghai', '3 ganyu'])
  })

  it('keeps its total and has no grade, by a state of its own', () => {
    const result = scoreCycle(inputOf(scheme, file))
    const grade = result.grades.find((one) => one.assessee === 'donghai')
    expect([grade?.grade, grade?.state?.kind, grade?.state?.facts]).toEqual([
      null,
      'disqualified',
      ['donghai'],
    ])
    expect(scoreOne(inputOf(scheme, file), 'donghai').total).toBe('31')
  })
})
