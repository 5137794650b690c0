import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { membersOfSections, withEdited } from './edited.js'

const scheme = must(readScheme(membersOfSections).scheme, 'it reads')
const [choice] = scheme.choices
const [other] = choice?.alternatives.filter(({ id }) => id !== choice.answer) ?? []
const [id, answer] = [must(choice, 'it has choices').id, must(other, 'and alternatives').id]

describe('a scheme with another answer', () => {
  it('is what its files would say with that answer', () => {
    const usual = must(choice, 'it has choices').answer
    const edits = [
      { file: 'choices.yaml' as const, find: `answer: ${usual}\n`, replace: `answer: ${answer}\n` },
    ]
    withEdited(
      edits,
      (folder) => {
        const written = must(readScheme(folder).scheme, 'it reads')
        const answered = withChoices(scheme, { [id]: answer })
        expect(answered).toEqual({ ...written, version: scheme.version })
        expect(withChoices(answered, { [id]: usual })).toEqual(scheme)
      },
      membersOfSections,
    )
  })

  it('leaves the one before as it was, and shares with it what the answer does not change', () => {
    const before = JSON.stringify(scheme)
    const answered = withChoices(scheme, { [id]: answer })
    expect(JSON.stringify(scheme)).toBe(before)
    expect(answered.clauses).toBe(scheme.clauses)
    expect(withChoices(scheme, { [id]: must(choice, 'it has choices').answer })).toBe(scheme)
  })
})
