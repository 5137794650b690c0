import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packagePath } from '../../src/base/package-root.js'
import { textWidth } from '../../src/base/text-width.js'
import { checkScheme } from '../../src/cli/check.js'
import { create } from '../../src/cli/new.js'
import { temporaryFolder, wuhanFacts, wujin } from './folder.js'

const folder = temporaryFolder()

/** Runs the compiled command as a person does. */
function kaohe(...args: string[]) {
  const main = packagePath('dist', 'src', 'cli', 'main.js')
  const ran = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', timeout: 20_000 })
  return { code: ran.status, out: ran.stdout, error: ran.stderr }
}

describe('the command', () => {
  test('writes results to the output and ends with 0', () => {
    const { code, out, error } = kaohe('score', wuhanFacts)
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(out).toContain('陈明澈（chen）  92.975')
  })

  test('writes problems to the error output, all of them, ends with 2 and scores nothing', () => {
    const choices = folder.file('wrong.yaml', 'routine-scale: R9\nno-such: x\n')
    const { code, out, error } = kaohe('score', wuhanFacts, '--choices', choices)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error.trim().split('\n')).toHaveLength(2)
  })

  test('ends with 1 where results differ, and with 0 where they do not', () => {
    const choices = folder.file('head.yaml', 'attendance-charged-to: head\n')
    expect(kaohe('diff', wuhanFacts, '--choices', choices)).toMatchObject({ code: 1, error: '' })
    expect(kaohe('diff', wuhanFacts)).toMatchObject({ code: 0, error: '' })
  })

  test('says what it needs when something is missing', () => {
    expect(kaohe('score')).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining('事实文件'),
    })
    expect(kaohe('check', 'schemes/README.md')).toMatchObject({ code: 2, out: '' })
  })
})

describe('a command that is written wrong', () => {
  test.each([['diff', '--no-such'], ['diff'], ['score', 'facts.yaml', 'more.yaml'], ['no-such']])(
    'ends with 2, as 1 says that results differ: %s %s',
    (...args) => {
      const { code, out, error } = kaohe(...args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(error).not.toBe('')
    },
  )

  test('ends with 0 when only help is asked for', () => {
    expect(kaohe('diff', '--help')).toMatchObject({ code: 0, error: '' })
  })
})

describe('what a check prints', () => {
  test('is aligned and adds up: parts and sums, rules, choices, cases, clauses without a case', () => {
    const { problems, summary } = checkScheme(wujin)
    expect(problems).toEqual([])
    const text = summary.join('\n')
    expect(text).toContain(
      '部分   22  合计分 100 分，另计 1 项 = 现场考核分小计 100 分 ＋ 特别附加分 另计',
    )
    expect(text).toContain('基础管理 70 分 = 队伍建设 2 分 ＋ 学习教育 4 分')
    expect(text).toMatch(/规则 {3}79 {2}计分 \d+，只记录 \d+/)
    expect(text).toMatch(/选择 {3}36 {2}可选项 \d+，都有案例/)
    expect(text).toMatch(/案例 +\d+ {2}核对 \d+ 组结果/)
    expect(summary.at(-1)).toBe('  没有案例的条款  无')
    expect(Math.max(...summary.map(textWidth))).toBeLessThanOrEqual(120)
  })

  test('keeps names of items whole where a line ends', () => {
    const { summary } = checkScheme(wujin, 60)
    expect(summary.some((line) => line.trimStart().startsWith('工作纪律 10 分'))).toBe(true)
  })

  test('names clauses, rules and alternatives without a case', () => {
    const path = join(folder.path, 'bare')
    create(path, { assessee: 'person', year: '2031' })
    rmSync(join(path, 'cases'), { recursive: true })
    const { problems, summary } = checkScheme(path)
    expect(summary.at(-1)).toBe('  没有案例的条款  第一条、第二条、第三条、第四条')
    expect(summary.join('\n')).toContain('可选项 4，4 个没有案例')
    const said = problems.map((one) => one.message).join('\n')
    expect(said).toContain('规则 task-missed 有数字，但没有案例用到')
    expect(said).toContain('选择 late-in-month/monthly 没有改变任何案例的结果')
    expect(problems.every((one) => one.level === 'warning')).toBe(true)
  })
})
