import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkScheme, kindProblems, schemesIn } from '../../src/cli/check.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { temporaryFolder } from './folder.js'

const folder = temporaryFolder()

/** A copy of the school's regulation, edited. */
function copied(name: string, edits: readonly [file: string, from: string, to: string][]): string {
  const to = join(folder.path, name)
  cpSync('tests/scheme/class-rating', to, { recursive: true })
  for (const [file, from, into] of edits) {
    const path = join(to, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${from} is not in ${file}`)
    writeFileSync(path, text.replace(from, into))
  }
  return to
}

describe('figures that no case notices', () => {
  it('are listed at their mark; what a case or a sum protects is not', () => {
    const at = copied('bare', [])
    const { problems } = checkScheme(at, 100, true)
    const said = problems.map((one) => one.message)
    expect(said).toContain('数字 {total=70} 改大、改小一点，没有一个案例察觉；请在 cases/ 里补一个')
    expect(said.some((one) => one.includes('{daily=60}'))).toBe(false)
    expect(problems.every((one) => one.level === 'warning')).toBe(true)
  })

  it('of the document are listed where no sentence marks them, once and not as years', () => {
    const at = copied('document', [
      ['source.md', '第七条 值周', '2026 年起另有 37 项、37% 的班，37 项里先查。\n\n第七条 值周'],
    ])
    const { problems } = checkScheme(at, 100, true)
    const found = problems.filter((one) => one.code === 'not-in-source')
    expect(found.map((one) => `${one.line} ${one.message.split(' ')[1]}`)).toEqual([
      '18 37',
      '18 37%',
    ])
  })

  it('are not looked for unless that is asked', () => {
    expect(checkScheme(copied('plain', []), 100).problems).toEqual([])
  })
})

describe('a kind of fact that two schemes count', () => {
  it('is recorded alike by both, or told', () => {
    const one = copied('one', [])
    const two = copied('two', [])
    expect(kindProblems([one, two].map(readScheme))).toEqual([])
    const other = copied('three', [['rules.yaml', 'id: lessons, name', 'id: hours, name']])
    expect(
      kindProblems([one, other].map(readScheme)).map((found) => `${found.code} ${found.message}`),
    ).toEqual([
      'kind-differs “truancy”这种事实在 one 里也有，两处记的数量不一样（lessons，hours）：同一种事实只登记一次，要写成一样，或换一个标识',
    ])
  })
})

describe('check', () => {
  it('says nothing of what no case covers while a case cannot be read', () => {
    const at = copied('unread', [
      ['cases/year.yaml', '    year: 2026', '    yeer: 1\n    year: 2026'],
    ])
    const { problems, summary } = checkScheme(at, 100)
    expect(problems.map((one) => one.code)).toEqual(['unknown-key'])
    expect(summary.at(-1)).toBe('  没有案例的条款  案例有错误，改好后才知道')
  })

  it('takes a folder of schemes for the schemes in it', () => {
    const one = copied('several/one', [])
    copied('several/two', [])
    expect(schemesIn(join(folder.path, 'several')).map((path) => basename(path))).toEqual([
      'one',
      'two',
    ])
    expect(schemesIn(one)).toEqual([one])
  })
})
