import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sayingCodes } from '../../cards/sayings.js'
import { filesBelow, lineAt, root, sourceFiles, textOf, withoutComments } from './sources.js'

const clockFiles = ['src/base/clock.ts', 'src/base/real-time.ts']
const timers = /\bnew Date\(|\bDate\.now\b|\bset(?:Timeout|Interval)\(/g
/** What runs for a terminal: its output is what it is for. */
const speaking = /^src\/cli\/|^src\/sandbox\/main\.ts$/

/** `file:line: what` of each match in the code of the files, comments left out. */
function found(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) => {
    const code = withoutComments(textOf(file))
    return [...code.matchAll(pattern)].map((m) => `${file}:${lineAt(code, m.index)}: ${m[0]}`)
  })
}

describe('code', () => {
  const files = sourceFiles()

  test('takes time from the clock, in the page too except the browser’s own', () => {
    const others = files.filter(
      (file) => !clockFiles.includes(file) && !file.startsWith('src/sandbox/page/'),
    )
    expect(found(others, timers)).toEqual([])
    expect(found(clockFiles, timers)).not.toEqual([])
  })

  test('writes to the console only where it is a command', () => {
    const silent = files.filter((file) => !speaking.test(file))
    expect(found(silent, /\bconsole\.\w+/g)).toEqual([])
  })

  test('knows no floating point for scores', () => {
    const rooms = files.filter((file) => /^src\/(scoring|scheme|flows)\/|^cards\//.test(file))
    expect(found(rooms, /\bparseFloat\(|\bNumber\.parseFloat\(|\bMath\.round\(/g)).toEqual([])
  })

  test('has no file that only passes others on', () => {
    expect(files.filter((file) => file.endsWith('/index.ts'))).toEqual([])
  })
})

const documents = ['.', 'docs', 'schemes', 'src', 'tests', 'workrules']
  .flatMap((folder) => filesBelow(folder, ['.md']))
  .filter((file, index, all) => all.indexOf(file) === index)

describe('documents', () => {
  test.each(documents)('%s has one title', (file) => {
    const text = textOf(file).replace(/^```[\s\S]*?^```/gm, '')
    expect(text.match(/^# .+/gm)).toHaveLength(1)
  })

  test.each(documents)('every path that %s names is there', (file) => {
    const named = [
      ...textOf(file).matchAll(/`((?:src|cards|tests|schemes|docs|prisma)\/[\w./-]*)`/g),
    ]
    const links = [...textOf(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
    const missing = [
      ...named.map((match) => match[1] ?? '').filter((path) => !existsSync(join(root, path))),
      ...links
        .map((match) => join(file, '..', match[1] ?? ''))
        .filter((path) => !existsSync(join(root, path))),
    ]
    expect(missing).toEqual([])
  })

  test('a test that the architecture calls a proof exists under that title', () => {
    const rows = textOf('docs/architecture.md').matchAll(
      /`(tests\/[\w/-]+\.test\.ts)`: ([^|;]+(?:; the one before[^|;]+|; when it goes[^|;]+)?)/g,
    )
    const proofs = [...rows].map((row) => ({ file: row[1] ?? '', title: (row[2] ?? '').trim() }))
    expect(proofs.length).toBeGreaterThan(8)
    expect(proofs.filter(({ file, title }) => !textOf(file).includes(title))).toEqual([])
  })
})

describe('sentences', () => {
  const rooms = sourceFiles().filter((file) =>
    /^(?:cards|src\/(?:flows|desk|lark|app))\//.test(file),
  )
  /** Refusals of the webhook's door are answered as status codes to the platform, not said to people. */
  const said = rooms.filter(
    (file) => file !== 'src/lark/webhook.ts' && !file.startsWith('cards/samples/'),
  )
  const code = said.map((file) => withoutComments(textOf(file))).join('\n')
  const used = new Set(
    [
      ...code.matchAll(
        /(?:\b(?:refuse|done|sentence)\(\s*|\bfault\([^,()]+,\s*|\bcode: )'([a-z][a-z-]*)'/g,
      ),
    ].flatMap((match) => match[1] ?? []),
  )
  const codes = sayingCodes()

  test('there is one for every code that is said', () => {
    expect(used.size).toBeGreaterThan(50)
    expect([...used].filter((each) => !codes.includes(each))).toEqual([])
  })

  test('every one is said somewhere', () => {
    const stages = [...code.matchAll(/`([a-z-]+-)\$\{/g)].map((match) => match[1] ?? '')
    const unsaid = codes.filter(
      (each) => !code.includes(`'${each}'`) && !stages.some((start) => each.startsWith(start)),
    )
    expect(unsaid).toEqual([])
  })
})
