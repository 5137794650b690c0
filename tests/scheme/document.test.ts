import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseYaml } from '../../src/base/document.js'

const anything = z.unknown()
const codes = (bytes: Uint8Array | string, limits = {}) =>
  parseYaml(bytes, 'a.yaml', anything, limits).problems.map((one) => one.code)

describe('a document', () => {
  test('keeps every scalar as it is written', () => {
    const { value } = parseYaml('a: 0.10\nb: no\nc:\nd: 2025-03-04\n', 'a.yaml', anything)
    expect(value).toEqual({ a: '0.10', b: 'no', c: '', d: '2025-03-04' })
  })

  test('may begin with a byte order mark', () => {
    const bytes = Buffer.from('\uFEFFa: 一\n', 'utf8')
    expect(parseYaml(bytes, 'a.yaml', anything).value).toEqual({ a: '一' })
  })

  test('in GB18030 or UTF-16 is refused and says so', () => {
    const gb = Uint8Array.from([0x61, 0x3a, 0x20, 0xbf, 0xbc, 0xba, 0xcb, 0x0a])
    expect(codes(gb)).toEqual(['not-utf-8'])
    expect(codes(Buffer.from('\uFEFFa: b\n', 'utf16le'))).toEqual(['not-utf-8'])
  })

  test('larger than allowed is not read', () => {
    expect(codes('a: 123456789\n', { bytesMax: 10 })).toEqual(['file-too-large'])
    expect(codes('a: 12345\n', { bytesMax: 10 })).toEqual([])
  })

  test('that unfolds itself endlessly is refused', () => {
    const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let n = 1; n < 9; n++) {
      const repeated = Array.from({ length: 10 }, () => `*a${n - 1}`)
      rows.push(`a${n}: &a${n} [${repeated.join(', ')}]`)
    }
    expect(codes(rows.join('\n'))).toEqual(['too-many-aliases'])
  })

  test('counts columns in characters, in whatever script', () => {
    const { problems } = parseYaml('{𠀀一: 1, 二: 2, 二: 3}\n', 'a.yaml', anything)
    expect(problems.map((one) => [one.code, one.line, one.column])).toEqual([
      ['duplicate-key', 1, 15],
    ])
  })

  test('points at the key that its schema does not know', () => {
    const shape = z.strictObject({ rules: z.array(z.strictObject({ each: z.string() })) })
    const text = 'rules:\n  - each: 1\n  - each: 2\n    eahc: 3\n'
    const { value, problems } = parseYaml(text, 'a.yaml', shape)
    expect(value).toBeNull()
    expect(problems).toEqual([
      {
        code: 'unknown-key',
        level: 'error',
        message: '没有“eahc”这个词；这里可写：each',
        file: 'a.yaml',
        line: 4,
        column: 5,
      },
    ])
  })
})
