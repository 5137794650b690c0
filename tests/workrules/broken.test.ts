import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packagePath } from '../../src/base/package-root.js'
import { workProblemCodes } from '../../src/workrules/reader.js'
import { readWorkRules } from '../../src/workrules/read.js'

/** One fault in the small rules: what is changed, and where it must be told. */
const faults: { code: string; from: string; to: string; at: string }[] = [
  {
    code: 'columns-unknown',
    from: 'columns: [leave-days, away]',
    to: 'columns: [leave-days, sleeping]',
    at: 'sleeping]',
  },
  {
    code: 'contact-incomplete',
    from: 'contact: {is: other, becomes: reply}',
    to: 'contact: {is: unclear, becomes: reply}',
    at: '{is: unclear',
  },
  {
    code: 'duplicate-id',
    from: '- chain: trip-approval',
    to: '- chain: leave-approval',
    at: 'leave-approval',
  },
  {
    code: 'extension-shorter',
    from: 'first-day: same-day',
    to: 'first-day: same-day\n    extension: {chain: trip-approval, at-most: $days calendar-days, tells: 告知}',
    at: '$days calendar-days',
  },
  { code: 'matter-twice', from: 'matter: trip', to: 'matter: leave', at: 'leave' },
  {
    code: 'rank-gap',
    from: '      - {rank: others, steps: [unit-head, leader-in-charge]}\n',
    to: '',
    at: 'rows:',
  },
  {
    code: 'rank-order',
    from: 'roles: [staff]}',
    to: 'roles: [unit-head]}',
    at: '[unit-head]}',
  },
  {
    code: 'row-order',
    from: '{rank: leaders, steps: [principal-leader]}\n  - chain: trip',
    to: '{rank: leaders, steps: [principal-leader]}\n      - {rank: leaders, steps: [principal-leader]}\n  - chain: trip',
    at: '{rank: leaders, steps: [principal-leader]}',
  },
  {
    code: 'unknown-chain',
    from: 'first-day: same-day',
    to: 'first-day: same-day\n    extension: {chain: nothing, at-most: explicit, tells: 告知}',
    at: 'nothing,',
  },
  {
    code: 'unknown-limit',
    from: 'first-day: same-day',
    to: 'first-day: same-day\n    beside: {limit: nothing, takes: own}',
    at: 'nothing,',
  },
  {
    code: 'unknown-occasion',
    from: 'occasions: [duty]}',
    to: 'occasions: [night]}',
    at: 'night]}',
  },
  {
    code: 'unknown-rank',
    from: '{rank: others, up-to',
    to: '{rank: nobody, up-to',
    at: 'nobody, up-to',
  },
  { code: 'unknown-role', from: 'enters: [unit-head]', to: 'enters: [nobody]', at: 'nobody]' },
  {
    code: 'unknown-clause',
    from: '    clause: 第五条',
    to: '    clause: 第十九条',
    at: '第十九条',
  },
  { code: 'unmarked-digits', from: '假满当天销假', to: '假满 1 天销假', at: '1 天销假' },
  { code: 'unmarked-figure', from: 'up-to: $short', to: 'up-to: "2"', at: '"2"' },
  { code: 'bad-word', from: 'levels: last', to: 'levels: some', at: 'some' },
  {
    code: 'unknown-choice',
    from: 'levels: last',
    to: 'levels: choice levels',
    at: 'choice levels',
  },
  { code: 'unknown-key', from: 'levels: last', to: 'level: last', at: 'level: last' },
]

describe('work rules with a fault', () => {
  test.each(faults)('$code is told at its place', ({ code, from, to, at }) => {
    const folder = mkdtempSync(join(tmpdir(), 'work-'))
    cpSync(packagePath('workrules', 'hexi-district'), folder, { recursive: true })
    const path = join(folder, 'work.yaml')
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`no ${from}`)
    writeFileSync(path, text.replace(from, to))
    const { rules, problems } = readWorkRules(folder)
    expect(rules).toBeNull()
    const lines = readFileSync(path, 'utf8').split('\n')
    const told = problems.map((one) => {
      const rest = Array.from(lines[one.line - 1] ?? '').slice(one.column - 1)
      return `${one.code} ${rest.join('')}`
    })
    expect(
      told.some((one) => one.startsWith(`${code} ${at}`)),
      told.join('\n'),
    ).toBe(true)
  })

  test('every code has one', () => {
    const have = new Set(faults.map((one) => one.code))
    // A finding is named only by columns, which have a code of their own.
    expect(workProblemCodes.filter((code) => !have.has(code))).toEqual([])
  })
})
