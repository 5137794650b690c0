import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { showLines } from '../../src/cli/show-text.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { Line, Statement } from '../../src/scoring/statement.js'
import { type Edit, withEdited } from '../scheme/edited.js'

const folder = 'schemes/lianyungang-counties'
const edited = (...edits: Edit[]) => withEdited(edits, readScheme, folder)

function scored(
  scheme: Scheme,
  facts: readonly string[],
  of: { unit?: string; closed?: boolean } = {},
): Statement {
  const { unit = 'haizhou', closed = true } = of
  const lines = [
    'year: 2018',
    `roster: {units: [{id: ${unit}}]}`,
    facts.length === 0 ? 'facts: []' : 'facts:',
    ...facts.map((one, at) => `  - {id: f${at}, day: 2018-05-0${at + 1}, unit: ${unit}, ${one}}`),
    ...(closed ? ['closed: [{what: facts}]'] : []),
  ]
  const read = must(parseFacts(lines.join('\n'), 'f.yaml').value, 'the facts read')
  return scoreOne(inputOf(scheme, read), unit)
}

function partOf(statement: Statement, id: string): Line {
  const found = (line: Line): Line[] => (line.id === id ? [line] : line.lines.flatMap(found))
  return must(found(statement.root)[0], id)
}

describe('a target reached in steps', () => {
  const half: Edit = {
    file: 'choices.yaml',
    find: '满 {half=1/2} 的计一半',
    replace: '满 {half=1/3} 的计三分之一',
  }
  const answer: Edit = {
    file: 'choices.yaml',
    find: 'answer: pro-rata',
    replace: 'answer: steps',
  }

  it.each([
    [29, '0'],
    [30, '1'],
    [59, '1'],
    [60, '2'],
    [89, '2'],
    [90, '3'],
    [900, '3'],
  ])('counts only whole thirds of ninety: %s gives %s of three', (pieces, thirds) => {
    const scheme = must(edited(half, answer).scheme, 'the edited scheme reads')
    const line = partOf(
      scored(scheme, [`rule: pieces, quantity: ${pieces}`]),
      'pre-information-publicity/pieces-target',
    )
    // Four components of three points: a third of one is a quarter of a point.
    expect(line.own.settled).toBe(`${Number.parseInt(thirds, 10) / 4}`)
  })

  it('says so, and refuses a step that is no share', () => {
    const read = edited(half, answer)
    const text = showLines(viewScheme(must(read.scheme, 'it reads')), 98).join('\n')
    expect(text).toContain('每满 1/3 计一步，不满的不计')
    const two = edited({ ...half, replace: '满 {half=2} 的计一半' }, answer).problems
    expect(two.map(({ code, message }) => `${code} ${message}`)).toContain(
      'bad-share 这里要一个不超过 1 的百分数或分数，如 1/2、50%；这里是 2',
    )
  })
})

describe('a target that one does not have', () => {
  it.each([
    ['re-split', '0', 'true'],
    ['full', `1.${'3'.repeat(40)}`, 'false'],
    ['zero', '0', 'false'],
  ])('%s', (word, points, alone) => {
    const read = edited({
      file: 'choices.yaml',
      find: `      re-split: {says: 不看，分值摊给这一项的其余各件}`,
      replace: `      re-split: {says: 不看，分值摊给这一项的其余各件, sets: ${word}}`,
    })
    const scheme = must(read.scheme, 'the edited scheme reads')
    const line = partOf(scored(scheme, [], { unit: 'lianyun' }), 'pre-village-farms')
    const target = line.lines.find((one) => one.id.endsWith('/family-farms-target'))
    expect([line.own.settled.slice(0, 42), `${target === undefined}`]).toEqual([
      points.slice(0, 42),
      alone,
    ])
  })
})

describe('facts of one matter in a count', () => {
  const scheme = must(readScheme(folder).scheme, 'it reads')
  const prizes = (...facts: string[]) =>
    scored(
      scheme,
      facts.map((one) => `rule: youth-awards, ${one}`),
      { closed: true },
    ).totals.find((one) => one.id === 'youth-awards-target')?.total

  it('count once, by the highest of them, whatever their order', () => {
    expect(prizes('quantity: 2, matter: a', 'quantity: 5, matter: a', 'quantity: 4')).toBe('9')
    expect(prizes('quantity: 5, matter: a', 'quantity: 2, matter: a')).toBe('5')
    expect(prizes('quantity: 3', 'quantity: 3')).toBe('6')
    expect(prizes('quantity: 3, matter: a', 'quantity: 3, matter: b')).toBe('6')
  })

  it('hold open what one that is not decided may still add', () => {
    const facts = [
      'rule: youth-awards, quantity: 6, matter: a',
      'rule: youth-awards, quantity: 15, matter: a, state: proposed',
    ]
    const line = partOf(scored(scheme, facts), 'pre-youth-innovation/youth-awards-target')
    expect([line.points.lowest, line.points.highest]).toEqual(['0.35', '0.875'])
  })

  it('are refused twice in one list, and beside a counter of its own', () => {
    const twice = edited({
      file: 'targets.yaml',
      find: 'once: {by: matter, takes: choice prize-levels}',
      replace: 'once: [{by: matter, takes: choice prize-levels}, {by: matter, takes: sum}]',
    })
    expect(twice.problems.map((one) => one.message)).toContain(
      'once 里 by: matter 写了两次，只能留一个',
    )
    const beside = edited({
      file: 'targets.yaml',
      find: 'counter: province-news-count, per',
      replace: 'counter: province-news-count, once: {by: matter, takes: sum}, per',
    })
    expect(beside.problems.map((one) => one.message)).toEqual([
      '已经用了计数 province-news-count，不再写 once',
    ])
  })
})

describe('a row of targets that a choice sets', () => {
  it('is the figure of the answer, and shown as chosen', () => {
    const twice = edited({
      file: 'choices.yaml',
      find: 'answer: once\n    alternatives:\n      once: {says: "开',
      replace: 'answer: twice\n    alternatives:\n      once: {says: "开',
    })
    const scheme = must(twice.scheme, 'the edited scheme reads')
    const found = scored(scheme, []).targets.find((one) => one.id === 'outline-meetings-target')
    expect(found?.periods[0]?.atLeast).toBe('2')
    const text = showLines(viewScheme(scheme), 98).join('\n')
    expect(text).toMatch(/每年至少：2〔选择\d+〕/)
  })

  it('is refused where an alternative is no figure', () => {
    const wrong = edited({
      file: 'choices.yaml',
      find: 'once: {says: "开 {meetings=1} 次就满", sets: $meetings}',
      replace: 'once: {says: 开一次就满, sets: some}',
    }).problems
    expect(wrong.map((one) => one.code)).toContain('bad-reference')
  })
})
