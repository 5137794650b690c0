import { expect, test } from 'vitest'
import { example, printed } from './example.js'

test('annexes 4 and 5 of Yueyang have what one rater gave on the own sheet alone', async () => {
  for (const [form, given] of [
    [
      'leader-sheet',
      [
        [18.5, 17, 18],
        [19, 18, 17.5],
      ],
    ],
    [
      'head-sheet',
      [
        [9, null, null],
        [9.5, 9, 8.5],
      ],
    ],
  ] as const) {
    const sheets = await printed('yueyang-departments', form)
    expect(sheets.map(({ rows }) => rows.slice(5, 8).map((cells) => cells[6] ?? null))).toEqual(
      given,
    )
  }
})

test('the annex of Lianyungang has its twenty-three indicators in five blocks, and the bonus', async () => {
  const [sheet] = await printed('lianyungang-counties', 'indicator-sheet')
  const blocks = (sheet?.merges ?? []).filter(({ startCol, endCol }) => startCol + endCol === 0)
  expect(blocks.map(({ startRow, endRow }) => endRow - startRow + 1)).toEqual([4, 6, 6, 2, 5, 3])
  expect(sheet?.rows.slice(3, 26).map((cells) => cells[1])).toEqual(
    Array.from({ length: 23 }, (_, at) => at + 1),
  )
})

test('every form of every scheme with an example can be filled in and read back', async () => {
  const schemes = [
    'wujin-departments',
    'yueyang-departments',
    'shiyan-departments',
    'yueyang-cadres',
  ]
  schemes.push('lianyungang-counties', 'wuhan-civil-servants', 'shiyan-people')
  for (const scheme of schemes) {
    for (const { id, blocks } of example(scheme).input.scheme.forms) {
      const sheets = await printed(scheme, id)
      for (const { rows } of sheets) expect(rows.length).toBeGreaterThanOrEqual(blocks.length - 2)
    }
  }
})
