import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { gradeLines, rankLines, type Explaining } from '../../src/cli/explain-rest.js'
import { schemeFolder } from '../../src/cli/scoring-files.js'
import { readFacts } from '../../src/cli/scoring-files.js'
import { score } from '../../src/cli/score.js'
import { signed } from '../../src/cli/statement-words.js'
import { tableLines } from '../../src/cli/text-table.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreOne, standingsOf } from '../../src/scoring/engine.js'
import { inputOf } from '../../src/factsfile/input.js'
import { temporaryFolder, wuhan, wuhanFacts } from './folder.js'

const folder = temporaryFolder()
const scheme = must(readScheme(wuhan).scheme, 'the scheme reads')
const facts = must(readFacts(wuhanFacts).document?.value, 'the example reads')
const input = inputOf(scheme, facts)
const standings = standingsOf(input)
const result: Explaining = { year: '2025', scheme, choices: {}, ...standings }
const chen = scoreOne(input, 'chen')

/** The example with every nominee named by another criterion than the total. */
function namedBy(criterion: string): Explaining {
  const nominations = standings.nominations.map((one) => ({
    ...one,
    nominees: one.nominees.map((each) => ({ ...each, criterion })),
  }))
  return { ...result, nominations }
}

describe('why somebody is nominated', () => {
  test('is said in words: by a trait, or by the part that was compared', () => {
    const textBy = (criterion: string) => gradeLines(chen, namedBy(criterion), scheme).join('\n')
    expect(textBy('automatic')).toContain('列为建议人选，不看名次，直接列入')
    expect(textBy('routine')).toContain('并列时比“平时考核”在前')
    expect(textBy('routine')).not.toContain('routine')
    expect(textBy('automatic')).not.toContain('automatic')
    expect(textBy('total')).not.toContain('并列')
  })
})

describe('a place that very many share', () => {
  test('names the first of them and says how many there are, at once', () => {
    const ids = Array.from({ length: 60_000 }, (_, index) => `p${index}`)
    const place = { total: '100', rank: 1, tied: ['chen', ...ids], behind: null, ahead: null }
    const places = ['chen', ...ids].map((id) => ({ ...place, assessee: id, name: id }))
    const ranking = {
      tier: 'L2',
      name: '乙',
      affiliated: false,
      group: null,
      complete: true,
      places,
    }
    const [text = ''] = rankLines(chen, { ...result, rankings: [ranking] }, scheme)
    expect(text).toContain('与p0、p1、')
    expect(text).toContain('p19 等 60000 个并列')
    expect(text).not.toContain('p20')
  })

  test('is a table however many rows it has', () => {
    const rows = Array.from({ length: 150_000 }, () => ['甲', '92.97'])
    const columns = [
      { name: '考核对象', align: 'left' },
      { name: '总分', align: 'right' },
    ] as const
    expect(tableLines(columns, rows, 80)).toHaveLength(150_002)
  })
})

test('a folder whose name only ends like the scheme is not taken for it', () => {
  const other = join(folder.path, `old-${scheme.id}`)
  mkdirSync(other)
  folder.file(join(`old-${scheme.id}`, 'scheme.yaml'), 'title: 旧办法\n')
  const file = folder.file(
    join(`old-${scheme.id}`, 'facts.yaml'),
    `scheme: ${scheme.id}\nyear: 2025\nroster: {people: []}\n`,
  )
  expect(schemeFolder(undefined, readFacts(file), file)).toBe(join('schemes', scheme.id))
})

test('periods are counted as periods, ballots as ballots', () => {
  const text = score({ facts: wuhanFacts, explain: 'chen' }, 160).lines.join('\n')
  expect(text).toMatch(/共 4 期/)
  expect(text).toContain('有效票取平均；共 50 份')
})

test('a change of nothing has no sign', () => {
  expect(['0', '-0', '-0.00001', '0.05', '-1.2'].map(signed)).toEqual([
    '0',
    '0',
    '0',
    '+0.05',
    '−1.2',
  ])
})
