import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read/read.js'
import { broken as all, subjects } from './broken/all.js'
import { type Edit, placeOfFault, withEdited, withFault } from './edited.js'

describe.each(Object.entries(subjects))('a broken scheme, by its %s', (_, broken) => {
  test.each(broken)('with $name is told so at its place', (one) => {
    withFault(one, (folder) => {
      const { scheme, problems } = readScheme(folder)
      expect(scheme === null).toBe(one.level !== 'warning')
      const found = problems.filter((problem) => problem.code === one.code)
      const places = found.map((p) => `${p.file}:${p.line}:${p.column}`)
      if (one.also?.includes(one.code)) expect(places).toContain(placeOfFault(folder, one))
      else expect(places).toEqual([placeOfFault(folder, one)])
      expect(found.every((p) => p.level === (one.level ?? 'error'))).toBe(true)
      if (one.says !== undefined) expect(found.map((p) => p.message)).toContain(one.says)
      const others = new Set(problems.map((p) => p.code).filter((code) => code !== one.code))
      const also = (one.also ?? []).filter((code) => code !== one.code)
      expect([...others].sort()).toEqual(also.sort())
    })
  })
})

describe('broken schemes', () => {
  test('are eighty at least, twenty of them with their sentence', () => {
    const faults = all.map((one) => JSON.stringify([one.of, one.find, one.replace, one.write]))
    expect(new Set(faults).size).toBe(all.length)
    expect(new Set(all.map((one) => one.name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(80)
    expect(all.filter((one) => one.says !== undefined).length).toBeGreaterThanOrEqual(20)
  })

  test('give all their problems at once, by file and line, errors and warnings alike', () => {
    const pick = (code: string): Edit[] =>
      all.flatMap(({ of, file, find, replace, ...one }) =>
        one.code === code && file && find && of === 'schemes/wuhan-civil-servants'
          ? [{ file, find, replace: replace ?? '' }]
          : [],
      )
    const codes = ['unknown-answer', 'unknown-role', 'charges-sum', 'quota-impossible']
    withEdited(
      codes.flatMap((code) => pick(code).slice(0, 1)),
      (folder) => {
        const { problems } = readScheme(folder)
        expect(problems.map((p) => [p.file, p.code])).toEqual([
          [join(folder, 'choices.yaml'), 'unknown-answer'],
          [join(folder, 'rules.yaml'), 'unknown-role'],
          [join(folder, 'rules.yaml'), 'charges-sum'],
          [join(folder, 'scheme.yaml'), 'quota-impossible'],
        ])
      },
    )
  })

  test('with an entry of the wrong shape are still checked everywhere else', () => {
    const shapeless: Edit = {
      file: 'rules.yaml',
      find: 'procedures: [group-decision]\n    evidence: required',
      replace: 'procedures: [group-decision]\n    evidence: sometimes',
    }
    const weights: Edit = {
      file: 'scheme.yaml',
      find: '{appraisal=20%}',
      replace: '{appraisal=25%}',
    }
    const role: Edit = {
      file: 'rules.yaml',
      find: 'when: {facts: [other-grave]}',
      replace: 'when: {facts: [others]}',
    }
    withEdited([shapeless, weights, role], (folder) => {
      const { problems } = readScheme(folder)
      expect(problems.map((p) => p.code)).toEqual(['bad-value', 'unknown-rule', 'weights-sum'])
      expect(problems[0]?.message).toBe('“sometimes”不是这里能用的词，可用：required、optional')
    })
  })

  test('in a folder that does not exist are one problem', () => {
    const { scheme, problems } = readScheme('schemes/nowhere')
    expect(scheme).toBeNull()
    expect(problems.map((p) => [p.code, p.file])).toEqual([
      ['unreadable-file', join('schemes/nowhere', 'scheme.yaml')],
    ])
  })
})
