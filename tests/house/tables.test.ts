import { expect, test } from 'vitest'
import { askKindWord } from '../../cards/missing-card.js'
import { askKinds, cardKindNames } from '../../src/flows/all.js'
import { acts } from '../../src/flows/burden/acts.js'
import { noticeKinds } from '../../src/flows/notice-kinds.js'
import { filesBelow, textOf } from './sources.js'

/** Tables that say something of every kind there is. */

test('every kind of card says why it comes to people, and no other does', () => {
  expect(Object.keys(noticeKinds).sort()).toEqual([...cardKindNames].sort())
})

test('every kind of entry says whether it is an answer, and to what', () => {
  const found = new Set<string>()
  for (const file of filesBelow('src', ['.ts'])) {
    const text = textOf(file)
    for (const [, kind = ''] of text.matchAll(/\bentryKind\(\s*'([a-z.-]+)'/g)) found.add(kind)
    for (const [, matter = ''] of text.matchAll(/\bchainEntries\('([a-z-]+)'\)/g)) {
      for (const what of ['passed', 'returned', 'refused', 'withdrawn']) {
        found.add(`${matter}.${what}`)
      }
    }
  }
  expect(found.size).toBeGreaterThan(60)
  expect(Object.keys(acts).sort()).toEqual([...found].sort())
  const kinds = new Set(askKinds.map(({ name }) => name))
  const unknown = Object.values(acts).flatMap((act) =>
    act !== null && act !== 'own' && !kinds.has(act.answers) ? [act.answers] : [],
  )
  expect(unknown).toEqual([])
})

test('every kind of ask has a word for lists', () => {
  expect(askKinds.map(({ name }) => name).filter((name) => askKindWord(name) === name)).toEqual([])
})
