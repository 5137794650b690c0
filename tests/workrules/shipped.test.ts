import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import { problemLine } from '../../src/base/problem.js'
import { checkWorkRules } from '../../src/cli/check-work.js'
import { readWorkRules } from '../../src/workrules/read.js'

const shipped = ['wuhan', 'hexi-district'].map((id) => packagePath('workrules', id))
const [wuhan = ''] = shipped

describe.each(shipped)('%s', (folder) => {
  test('reads without a fault, and every case comes out', () => {
    expect(checkWorkRules(folder).problems.map(problemLine)).toEqual([])
  })
})

/** A copy of the first with some text changed in one file. */
function changed(file: string, from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'work-'))
  cpSync(wuhan, folder, { recursive: true })
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(path, text.replace(from, to))
  return folder
}

/** Every marked figure of the shipped rules, and its place. */
const figures = ['work.yaml', 'limits.yaml', 'choices.yaml'].flatMap((file) =>
  [...readFileSync(join(wuhan, file), 'utf8').matchAll(/\{[a-z-]+=(\d+)\}/g)].map((found) => ({
    file,
    mark: found[0],
    line: readFileSync(join(wuhan, file), 'utf8').slice(0, found.index).split('\n').length,
  })),
)

describe('cases protect the rules', () => {
  test('there are figures to protect', () => {
    expect(figures.length).toBeGreaterThan(20)
  })

  test.each(figures)('$file:$line $mark one more is noticed by a case', ({ file, line, mark }) => {
    const folder = mkdtempSync(join(tmpdir(), 'work-'))
    cpSync(wuhan, folder, { recursive: true })
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    const more = mark.replace(/\d+/, (text) => `${Number.parseInt(text, 10) + 1}`)
    lines[line - 1] = (lines[line - 1] ?? '').replace(mark, more)
    writeFileSync(join(folder, file), lines.join('\n'))
    const codes = checkWorkRules(folder).problems.map((one) => one.code)
    expect(codes).toContain('case-differs')
  })

  test('a case that comes out otherwise is named at its value', () => {
    const folder = changed('cases/limits.yaml', 'due: 2012-04-17', 'due: 2012-04-18')
    const [problem] = checkWorkRules(folder).problems
    const lines = readFileSync(join(folder, 'cases/limits.yaml'), 'utf8').split('\n')
    const line = must(lines[(problem?.line ?? 0) - 1], 'the line')
    expect(line.slice((problem?.column ?? 0) - 1)).toMatch(/^2012-04-18/)
    expect(problem?.message).toBe('应为 2012-04-18，实际是 2012-04-17')
  })

  test('a reading that no case tells from another is a warning', () => {
    const folder = changed(
      'cases/chains.yaml',
      'choices: {trip-through-leader: straight}',
      'choices: {}',
    )
    writeFileSync(
      join(folder, 'cases/chains.yaml'),
      readFileSync(join(folder, 'cases/chains.yaml'), 'utf8').replace(
        'steps: [unit-head, principal-leader]}}',
        'steps: [unit-head, leader-in-charge, principal-leader]}}',
      ),
    )
    expect(checkWorkRules(folder).problems.map(({ code, level }) => `${level} ${code}`)).toEqual([
      'warning no-case',
      'warning no-case',
    ])
  })
})

test('kaohe check names file, line and column, and says by its exit code whether all is well', () => {
  const main = packagePath('dist', 'src', 'cli', 'main.js')
  const run = (folder: string) =>
    spawnSync(process.execPath, [main, 'check', folder], { encoding: 'utf8' })
  const sound = run(wuhan)
  expect([sound.status, sound.stdout]).toEqual([0, expect.stringContaining('机关工作制度')])
  const folder = changed(
    'work.yaml',
    'measured: choice first-limit-days, steps: [unit-head]}',
    'steps: [nobody]}',
  )
  const broken = run(folder)
  expect(broken.status).toBe(2)
  expect(broken.stdout).toMatch(new RegExp(`${folder}/work.yaml:\\d+:\\d+ 错误 .*bad-word`))
})

test('the version is that of the content: another answer is another version', () => {
  const before = must(readWorkRules(wuhan).rules, 'it reads').version
  const folder = changed('choices.yaml', 'answer: each', 'answer: final')
  expect(must(readWorkRules(folder).rules, 'it reads').version).not.toBe(before)
})
