import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read/read.js'
import { departments, type Edit, people, withEdited } from './edited.js'

/** What a scheme with some edits is told: code and sentence, without places. */
function told(edits: Edit[], of: string = people): string[] {
  return withEdited(
    edits,
    (folder) => readScheme(folder).problems.map((one) => `${one.code} ${one.message}`),
    of,
  )
}

/** A second fault, far from the first. */
const other: Edit = {
  file: 'rules.yaml',
  find: 'when: {facts: [other-grave]}',
  replace: 'when: {facts: [other-gravy]}',
}
const otherTold = 'unknown-rule 没有叫 other-gravy 的计分规则，是不是 other-grave？'

/** The total's bound of one grade. */
const bound =
  '{points: total, is: choice total-edge}\n    by: {decides: party-group}\n  - grade: incompetent'

const main = (find: string, replace: string): Edit => ({ file: 'scheme.yaml', find, replace })

describe('one bad word hides nothing else, and nothing follows from it', () => {
  test.each([
    ['an unknown kind of part', 'kind: entered', 'kind: enterd', 'bad-value “enterd”'],
    ['a word of a part', 'kind: votes', 'kind: votes\n          adds: beside', 'bad-word “beside”'],
    [
      'a section with a slip',
      '\ngrades:\n',
      '\ngrade:\n',
      'unknown-key 没有“grade”这个词，是不是 grades？',
    ],
    [
      'a word with a slip',
      'within: choice',
      'wihtin: choice',
      'unknown-key 没有“wihtin”这个词，是不是 within？',
    ],
    [
      'a figure that is not marked',
      '{whole=100%}',
      '100%',
      'unmarked-digits 句子里的数字 100% 没有标记',
    ],
    [
      'a section without a word',
      'ranking:\n  clause: 第七条\n',
      'ranking:\n',
      'missing-key 缺少“clause”，请补上',
    ],
    [
      'a text where a map stands',
      'by: {votes: staff}',
      'by: staff',
      'bad-value 这里要一组键，写的是“staff”；可写的键：scores、votes',
    ],
    [
      'a part with a map for its name',
      'name: 民主测评\n',
      'name: {zh: 民主测评}\n',
      'bad-value 这里要一段文字',
    ],
  ])('%s', (_, find, replace, says) => {
    const lines = told([main(find, replace), other])
    expect(lines).toHaveLength(2)
    expect(lines[0]).toBe(otherTold)
    expect(lines[1]).toContain(says)
  })

  test('a whole section that is missing', () => {
    expect(
      told([main('ranking:\n  clause: 第七条\n  within: choice ranked-together\n', ''), other]),
    ).toEqual([otherTold, 'missing-section 缺少“ranking”这一部分，请补上'])
  })

  test('a figure that is not marked, in a scheme with many parts', () => {
    const lines = told([{ file: 'scheme.yaml', find: '{whole=100}', replace: '100' }], departments)
    expect(lines).toEqual([
      'unmarked-digits 句子里的数字 100 没有标记，请写成 {名称=100}，规则里用 $名称',
    ])
  })
})

describe('a key', () => {
  test.each([
    [
      'with a zero-width space',
      'ranking:\n',
      'rank\u200bing:\n',
      '“rank<U+200B>ing”里有看不见的字符（尖括号里的），请删去，写成 ranking',
    ],
    [
      'with an ideographic space',
      '    quota: excellent-nominees',
      '    quota\u3000: excellent-nominees',
      '“quota<U+3000>”里有看不见的字符（尖括号里的），请删去，写成 quota',
    ],
    ['in capitals', 'within: choice', 'Within: choice', '没有“Within”这个词，是不是 within？'],
    [
      'that stands elsewhere',
      '    when: otherwise',
      '    after: top\n    when: otherwise',
      '“after”写在 quotas 里，这里不能写；这里可写：grade、name、clause、says、quota、when、needs、by',
    ],
    [
      'that stands nowhere',
      '    when: otherwise',
      '    colour: red\n    when: otherwise',
      '没有“colour”这个词；这里可写：grade、name、clause、says、quota、when、needs、by',
    ],
    [
      'of another language for who does what',
      'by: {votes: staff}',
      'voted-by: staff',
      '谁做什么写在 by 里：by: {votes: staff}',
    ],
    [
      'of a bound',
      bound,
      bound.replace('is: choice total-edge', 'under: $total'),
      '界限写在 is 里：is: under $total',
    ],
  ])('%s is told so', (_, find, replace, says) => {
    expect(told([main(find, replace)])).toEqual([`unknown-key ${says}`])
  })
})

describe('a form that people write by mistake is answered with the right one', () => {
  test.each([
    ['a sign', '">= $total"', '“>= $total”不是这里能用的词，写成 at-least $total'],
    ['a Chinese word', '低于 $total', '“低于 $total”不是这里能用的词，写成 under $total'],
    [
      'a number in place of a figure',
      'under 70',
      '“under 70”不是这里能用的词，数字标在句子里：says 里写 {名称=70}，这里写 under $名称',
    ],
    ['a map', '{below: $total}', '界限写成一行：is: under $total'],
  ])('a bound with %s', (_, written, says) => {
    const [line, ...more] = told([
      main(bound, bound.replace('is: choice total-edge', `is: ${written}`)),
    ])
    expect(more).toEqual([])
    expect(line).toContain(says)
  })

  test('one id where a list stands, and a list where a condition stands', () => {
    const facts = (replace: string) =>
      told([{ file: 'rules.yaml', find: '{facts: [other-grave]}', replace }])
    expect(facts('{facts: other-grave}')).toEqual([
      'bad-value 这里要一个列表，写的是“other-grave”：只有一项也写成 [other-grave]',
    ])
    expect(facts('[{facts: [other-grave]}]')).toEqual([
      'bad-value 几个条件写成一组：when: {all: […]}（都成立）或 {any: […]}（有一条成立）',
    ])
  })

  test('a choice where a figure alone may stand', () => {
    const lines = told([
      main(
        '    from: $bottom\n    to: $top\n    dimensions',
        '    from: choice low\n    to: $top\n    dimensions',
      ),
    ])
    expect(lines[0]).toContain('没有叫 low 的选择，请在 choices 里写明或改正名称')
  })

  test('a count in Chinese characters is a figure', () => {
    expect(told([main('{top=4}', '{top=四}')])).toEqual([])
    expect(told([main('{top=4}', '{top=四五}')])[0]).toContain('bad-figure')
  })

  test('an id with an ideographic space is shown as such', () => {
    const lines = told([
      { file: 'rules.yaml', find: 'facts: [other-grave]', replace: 'facts: ["other-grave\u3000"]' },
    ])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('other-grave<U+3000>')
  })
})
