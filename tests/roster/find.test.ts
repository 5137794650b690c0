import { expect, test } from 'vitest'
import { findNamed } from '../../src/roster/find.js'

const names = ['阮明澈', '欧阳明远', '单雨薇', '曾行长', '吕绿', 'A组 张三', '行政处']
const all = names.map((name, index) => ({ id: `p${index}`, name }))

test.each([
  ['明', ['阮明澈', '欧阳明远']],
  ['ming', ['阮明澈', '欧阳明远']],
  ['rmc', ['阮明澈']],
  ['ruanmc', ['阮明澈']],
  ['ＲＭＣ', ['阮明澈']],
  ['oymy', ['欧阳明远']],
  ['shan', ['单雨薇']],
  ['dan', ['单雨薇']],
  ['lvlv', ['吕绿']],
  ['xzc', ['行政处']],
  ['a组张', ['A组 张三']],
  ['azzs', ['A组 张三']],
  ['没有', []],
  ['mingx', []],
  ['', []],
  ['  ', []],
  ['字'.repeat(60), []],
])('%s finds %j', (typed, found) => {
  expect(findNamed(all, typed).map(({ name }) => name)).toEqual(found)
})

test('whose name begins so comes first', () => {
  const both = [
    { id: 'a', name: '欧阳明' },
    { id: 'b', name: '明德' },
  ]
  expect(findNamed(both, 'm').map(({ id }) => id)).toEqual(['b', 'a'])
})
