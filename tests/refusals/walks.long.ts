import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { steps, walks } from './all.js'
import { readRefusals } from './lists.js'
import { codesOf, type Situation, whatComes } from './situation.js'
import { aloneIn, togetherIn } from './walk.js'
import { openWorlds, type Worlds } from './world.js'

/** Every refusal of the lists (`refusals.test.ts`) is met alone, and before all that come later. */
const { lists } = readRefusals()
const listOf = (of: string): readonly string[] => lists.find((each) => each.of === of)?.codes ?? []

let worlds: Worlds
beforeAll(async () => {
  worlds = await openWorlds(steps)
})
afterAll(() => worlds.close())

describe.each(walks.map((walk) => [walk.of, walk] as const))('%s', (of, walk) => {
  const codes = listOf(of)

  test('is done where nothing is wrong', async () => {
    const world = await worlds.world(walk.right.after)
    const { outcome, wrote } = await whatComes(walk.right, world, { undo: true })
    expect(codesOf(outcome).all).toEqual([])
    // A press that opens no card writes something.
    const opens = outcome.kind === 'done' && (outcome.open ?? []).length > 0
    if ('press' in walk.right.does && !opens) expect(wrote).toBe(true)
  })

  test.each(codes)(
    'refuses with %s, alone and before all later ones, and leaves nothing',
    async (code) => {
      const alone = aloneIn(walk, code)
      expect(alone.length, 'a situation').toBeGreaterThan(0)
      for (const situation of alone) {
        expect(await refused(situation)).toMatchObject({ code, all: [code] })
      }
      const together = togetherIn(walk, code, codes)
      if (together) {
        const { code: first } = await refused(together.situation)
        expect(first, `said before ${together.later.join()}`).toBe(code)
      }
    },
  )
})

/** What is said; and nothing was written for it, though the transaction is committed. */
async function refused(situation: Situation) {
  const world = await worlds.world(situation.after)
  const { outcome, wrote } = await whatComes(situation, world, { undo: false })
  expect(wrote, 'something was written').toBe(false)
  return codesOf(outcome)
}
