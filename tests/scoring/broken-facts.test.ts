import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentProblemCodes } from '../../src/base/document-codes.js'
import { score } from '../../src/cli/score.js'
import { factsProblemCodes } from '../../src/factsfile/known.js'
import { brokenFacts, contentOf, subjects } from './broken-facts/all.js'
import { head } from './broken-facts/frame.js'

const scheme = 'tests/scheme/small-office'
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaohe-facts-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What `kaohe score` says about a file with this content. */
function scored(content: string | Uint8Array, ending = '.yaml') {
  const facts = join(folder, `facts${ending}`)
  writeFileSync(facts, content)
  const { exitCode, lines } = score({ scheme, facts })
  return { exitCode, lines: lines.map((line) => line.replace(`${facts}:`, '')) }
}

describe.each(Object.entries(subjects))('a broken facts file (%s)', (_, broken) => {
  it.each(broken)('with $name is refused at its place, and nothing is scored', (one) => {
    const { content, places } = contentOf(one)
    const { exitCode, lines } = scored(content, one.ending)
    expect(exitCode).toBe(2)
    const said = lines.map((line) => line.replace(/^(\d+:\d+) 错误 .*\[([a-z-]+)\]$/s, '$1 $2'))
    expect(said).toEqual(one.codes.map((code, at) => `${places[at]} ${code}`))
    if (one.says !== undefined) {
      expect(lines[0]).toBe(`${places[0]} 错误 ${one.says} [${one.codes[0]}]`)
    }
  })
})

describe('broken facts files', () => {
  it('are forty at least, twenty of them with their sentence', () => {
    expect(new Set(brokenFacts.map((one) => one.name)).size).toBe(brokenFacts.length)
    expect(new Set(brokenFacts.map((one) => contentOf(one).content)).size).toBe(brokenFacts.length)
    expect(brokenFacts.length).toBeGreaterThanOrEqual(40)
    expect(brokenFacts.filter((one) => one.says !== undefined).length).toBeGreaterThanOrEqual(20)
  })

  it('show every code that there is', () => {
    const shown = new Set(brokenFacts.flatMap((one) => one.codes))
    // Shown below, or (units, working hours) by the facts of departments.
    const elsewhere = ['not-utf-8', 'not-text', 'file-too-large', 'unreadable-file']
    const departments = ['unit-not-listed', 'no-working-time']
    // Joint matters, own ballots and chosen figures: shown by the small schemes' facts.
    const joint = ['bad-joint-role', 'joint-and-unit', 'joint-incomplete', 'joint-role-missing']
    const small = [
      ...joint,
      'bad-own',
      'not-for',
      'runs-over',
      'reason-missing',
      'shares-incomplete',
      'shares-sum',
      'task-listed',
      'unknown-task',
    ]
    const known = [...documentProblemCodes, ...factsProblemCodes]
    const missing = known.filter((code) => !shown.has(code))
    expect([...missing].sort()).toEqual([...elsewhere, ...departments, ...small].sort())
  })

  it('lose nothing: the sound file is scored', () => {
    const { exitCode, lines } = scored(head)
    expect([exitCode, lines.length > 3]).toEqual([0, true])
    expect(scored(`\uFEFF${head}`).lines).toEqual(lines)
    expect(scored(head.replaceAll('\n', '\r\n')).lines).toEqual(lines)
  })
})

describe('a facts file that is no text of ours', () => {
  const gb = [0xbf, 0xbc, 0xba, 0xcb]
  it.each([
    [
      'in GB18030',
      Uint8Array.from([...Buffer.from('year: 2025\n# '), ...gb]),
      '2:3 错误 文件是 GB18030 编码（也叫 GBK、ANSI），请在编辑器里另存为 UTF-8，或运行 iconv -f GB18030 -t UTF-8 原文件 > 新文件 [not-utf-8]',
    ],
    [
      'in UTF-16 as an old notepad saves it',
      Buffer.from(`\uFEFF${head}`, 'utf16le'),
      '1:1 错误 文件是 UTF-16 编码（记事本里叫 Unicode），请在编辑器里另存为 UTF-8，或运行 iconv -f UTF-16 -t UTF-8 原文件 > 新文件 [not-utf-8]',
    ],
    [
      'in UTF-16 without a mark',
      Buffer.from('year: 2025\n', 'utf16le'),
      '1:2 错误 这里有看不见的控制字符（U+0000），请删去；若到处都是，请在编辑器里把文件另存为 UTF-8 [control-character]',
    ],
    [
      'with bytes of no encoding',
      Uint8Array.from([...Buffer.from('year: 2025\nroster: '), 0xff, 0xff]),
      '2:9 错误 这里的字节不是 UTF-8：文件损坏了，或混用了两种编码；请重新保存为 UTF-8 [not-utf-8]',
    ],
    [
      'a spreadsheet',
      Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]),
      '1:1 错误 这是 Excel、Word 或压缩文件，不是文本；请把内容写成 YAML 或 JSON 的文本文件 [not-text]',
    ],
  ])('(%s) says so and what to do', (_, bytes, line) => {
    expect(scored(bytes)).toEqual({ exitCode: 2, lines: [line] })
  })

  it('or is not there, or a folder, is told by its path', () => {
    const missing = join(folder, 'nowhere.yaml')
    expect(score({ scheme, facts: missing })).toEqual({
      exitCode: 2,
      lines: [`${missing}:1:1 错误 文件不存在，请核对路径 [unreadable-file]`],
    })
    expect(score({ scheme, facts: folder })).toEqual({
      exitCode: 2,
      lines: [
        `${folder}:1:1 错误 这是一个目录，不是文件；请写出目录里的那个文件 [unreadable-file]`,
      ],
    })
  })

  it('of 50 MB is refused by its size, unread', () => {
    const facts = join(folder, 'large.yaml')
    writeFileSync(facts, head)
    truncateSync(facts, 50 * 1024 * 1024)
    const before = process.memoryUsage().rss
    const started = performance.now()
    expect(score({ scheme, facts })).toEqual({
      exitCode: 2,
      lines: [
        `${facts}:1:1 错误 文件有 50.0 MB，超过上限 8.0 MB，没有读；请核对是不是选错了文件，或拆小再用 [file-too-large]`,
      ],
    })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(45 * 1024 * 1024)
  })

  it('of the size that is allowed but all brackets is refused in seconds', () => {
    const started = performance.now()
    const { exitCode, lines } = scored(`year: 2025\nroster: ${'[{a: '.repeat(20_000)}`)
    expect([exitCode, lines.length, lines[0]?.endsWith('[too-deep]')]).toEqual([2, 1, true])
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('says everything wrong in the scheme too, at once', () => {
    const facts = join(folder, 'two.yaml')
    writeFileSync(facts, 'year: 25\n')
    const { exitCode, lines } = score({ scheme: 'schemes/nowhere', facts })
    expect(exitCode).toBe(2)
    const codes = lines.map((line) => line.replace(/^.*\[/, '['))
    expect(codes).toEqual(['[missing-key]', '[bad-value]', '[unreadable-file]'])
  })
})
