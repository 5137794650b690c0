import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkScheme } from '../../src/cli/check.js'
import { create } from '../../src/cli/new.js'
import { score } from '../../src/cli/score.js'
import { show } from '../../src/cli/show.js'
import { temporaryFolder } from './folder.js'

const folder = temporaryFolder()

describe.each(['person', 'unit'])('a new scheme for a %s', (assessee) => {
  const path = join(folder.path, `my-${assessee}`)
  const made = create(path, { assessee, year: '2031' })

  test('checks clean, with a case for every clause with a figure and every alternative', () => {
    expect(made.exitCode).toBe(0)
    const { problems, summary } = checkScheme(path)
    expect(problems).toEqual([])
    expect(summary.join('\n')).toContain('都有案例')
    expect(summary.at(-1)).toBe('  没有案例的条款  无')
  })

  test('has an example of facts that scores, ranks and explains', () => {
    const facts = join(path, 'example-facts.yaml')
    const { exitCode, lines } = score({ facts })
    expect([exitCode, lines.join('\n')]).toEqual([
      0,
      expect.stringMatching(/2031 年度[\s\S]+ 1 {2}\S+/),
    ])
    const explain = assessee === 'person' ? 'zhou' : 'works'
    expect(score({ facts, explain }).lines.join('\n')).toMatch(/总分 \d/)
    expect(score({ facts, asOf: '2031-06-30' }).lines.join('\n')).toContain('已定')
  })

  test('is shown, tells a clerk in Chinese how to go on, and leaves no blank of the model', () => {
    expect(show(path).exitCode).toBe(0)
    const text = readFileSync(join(path, 'scheme.yaml'), 'utf8')
    expect(text).toContain('npx kaohe check')
    for (const file of [
      'scheme.yaml',
      'rules.yaml',
      'choices.yaml',
      'cases/first.yaml',
      'example-facts.yaml',
    ]) {
      expect(readFileSync(join(path, file), 'utf8')).not.toContain('__')
    }
  })

  test('is not written over what is there', () => {
    const before = readdirSync(path)
    const again = create(path, { assessee, year: '2032' })
    expect(again).toMatchObject({ exitCode: 2, lines: [expect.stringContaining('已经有内容')] })
    expect(readdirSync(path)).toEqual(before)
    expect(readFileSync(join(path, 'scheme.yaml'), 'utf8')).toContain('"2031"')
  })
})

test.each([
  ['9', '2031', '2031-09-01', '2031—2032'],
  ['last-12', '2031', '2030-12-01', '2031'],
])(
  'whose year begins in %s has its days in that year and checks clean',
  (begins, year, from, name) => {
    for (const assessee of ['person', 'unit']) {
      const path = join(folder.path, `${assessee}-${begins}`)
      expect(create(path, { assessee, year, begins }).exitCode).toBe(0)
      expect(checkScheme(path).problems).toEqual([])
      const { lines } = score({ facts: join(path, 'example-facts.yaml') })
      expect(lines.join('\n')).toContain(`${name} 年度`)
      expect(show(path).lines.join('\n')).toContain(`${name}年度从 ${from} 到`)
    }
    const refused = create(join(folder.path, 'none'), { assessee: 'unit', year, begins: '13' })
    expect(refused).toMatchObject({ exitCode: 2, lines: [expect.stringContaining('--begins')] })
  },
)

test('an empty folder is taken; a bad name, kind or year is refused and leaves nothing', () => {
  const empty = join(folder.path, 'empty')
  mkdirSync(empty)
  expect(create(empty, { assessee: 'person', year: '2031' }).exitCode).toBe(0)
  for (const [name, assessee, year] of [
    ['我的办法', 'person', '2031'],
    ['Upper', 'person', '2031'],
    ['kind', 'team', '2031'],
    ['year', 'unit', '31'],
  ] as const) {
    expect(create(join(folder.path, name), { assessee, year }).exitCode).toBe(2)
    expect(readdirSync(folder.path)).not.toContain(name)
  }
})
