import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { rankIn, rosterRoles } from '../../src/binding/work.js'
import { readDeployment } from '../../src/deployment/deployment.js'
import { rosterOn } from '../../src/roster/roster.js'
import { type Files, folderOf, persons } from './folders.js'

const today = day('2025-06-01')

/** The small bureau with what it says of work rules. */
function having(lines: string): Files {
  return { ...persons, 'a/bureau.yaml': `${persons['a/bureau.yaml'] ?? ''}${lines}` }
}

const binds = `    leadership: [party-group]
    political-division: [assessment-office]
`
const leavesOut = `  leaves-out:
    - { id: discipline-team, reason: 没有设专班 }
    - { id: office, reason: 没有单设 }
`
const whole = `work-rules:
  rules: wuhan
  binds:
${binds}${leavesOut}`

function told(lines: string): string[] {
  const folder = folderOf(having(lines))
  const { problems, bureaus } = readDeployment(folder, { today })
  expect(bureaus).toHaveLength(problems.length === 0 ? 1 : 0)
  return problems.map((one) => {
    const text = readFileSync(one.file, 'utf8').split('\n')[one.line - 1] ?? ''
    const at = Array.from(text)
      .slice(one.column - 1)
      .join('')
    return `${one.code} at ${at}: ${one.message}`
  })
}

describe('a bureau names its work rules', () => {
  test('and what they call by another name, and what is not there', () => {
    const { bureaus, problems } = readDeployment(folderOf(having(whole)), { today })
    expect(problems).toEqual([])
    const [bureau] = bureaus
    const work = must(bureau?.work, 'it has work rules')
    expect(work.rules.id).toBe('wuhan')
    expect(rosterRoles(work, 'leadership')).toEqual(['party-group'])
    expect(rosterRoles(work, 'unit-head')).toEqual(['unit-head'])
    const roster = rosterOn(must(bureau, 'it runs').roster, today)
    expect(['p1', 'p2', 'p3'].map((who) => rankIn(work, roster, who).id)).toEqual([
      'principal',
      'head',
      'staff',
    ])
  })

  test('or none', () => {
    const { bureaus } = readDeployment(folderOf(persons), { today })
    expect(bureaus[0]?.work).toBeNull()
  })
})

describe('a bureau that can’t run its work rules is refused, with why', () => {
  test('they are not there', () => {
    expect(told('work-rules: wuhann\n')).toEqual([
      'unknown-work-rules at wuhann: 没有工作制度“wuhann”，是不是 wuhan（wuhan）？ 现有：hexi-district、wuhan',
    ])
  })

  test('a role is held by nobody', () => {
    expect(told(whole.replace('    leadership: [party-group]\n', '')).join()).toContain(
      '没有人担任“班子成员、市管领导干部”（leadership）',
    )
  })

  test('a role is bound to one that the roster does not have', () => {
    const [first] = told(whole.replace('[party-group]', '[party-groups]'))
    expect(first).toContain('unknown-role at ')
  })

  test('a role is bound that the rules do not name', () => {
    const lines = whole.replace('    leadership:', '    leaders: [party-group]\n    leadership:')
    expect(told(lines).join()).toContain('work-role-unknown at ')
  })

  test('who has to file a table is left out', () => {
    const lines = whole
      .replace('    political-division: [assessment-office]\n', '')
      .replace('{ id: office,', '{ id: political-division, reason: 没有单设 }\n    - { id: office,')
    expect(told(lines).join()).toContain('work-role-needed at political-division')
  })

  test('a finding of attendance is called what no scheme counts, or the rules do not name it', () => {
    const having = (facts: string): string =>
      whole.replace('  binds:', `  facts: ${facts}\n  binds:`)
    expect(told(having('{ late: no-such-kind }')).join()).toContain('work-fact-uncounted at ')
    expect(told(having('{ dozing: late }')).join()).toContain('work-fact-unknown at ')
    expect(told(having('{ late: early-leave }'))).toEqual([])
  })

  test('something is left out that is there', () => {
    const lines = whole.replace(
      '{ id: office,',
      '{ id: unit-head, reason: 没有 }\n    - { id: office,',
    )
    expect(told(lines).join()).toContain('left-out-yet-there at unit-head')
  })

  test('something is left out that the rules do not name', () => {
    const lines = whole.replace(
      '{ id: office,',
      '{ id: nobody, reason: 没有 }\n    - { id: office,',
    )
    expect(told(lines).join()).toContain('left-out-unknown at nobody')
  })

  test('a kind of leave is of a sort that its scheme does not count', () => {
    const text = readFileSync('workrules/wuhan/work.yaml', 'utf8')
    const own: Files = {
      ...having(whole.replace('rules: wuhan', 'rules: ./own')),
      'a/own/work.yaml': text.replace('sort: personal', 'sort: private'),
      'a/own/limits.yaml': readFileSync('workrules/wuhan/limits.yaml', 'utf8'),
      'a/own/choices.yaml': readFileSync('workrules/wuhan/choices.yaml', 'utf8'),
      'a/own/major.yaml': readFileSync('workrules/wuhan/major.yaml', 'utf8'),
      'a/own/accountability.yaml': readFileSync('workrules/wuhan/accountability.yaml', 'utf8'),
      'a/own/meetings.yaml': readFileSync('workrules/wuhan/meetings.yaml', 'utf8'),
    }
    const { problems } = readDeployment(folderOf(own), { today })
    expect(problems.map((one) => one.code)).toEqual(['leave-sort-unknown'])
    expect(problems[0]?.message).toContain('“事假”记作“private”')
  })
})
