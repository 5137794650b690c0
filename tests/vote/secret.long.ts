import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tempStorage } from '../storage/temp.js'
import { type Copy, namesApart, unordered } from './copies.js'
import { toldRightly } from './guesses.js'
import { type Choice, turned, watchedVote } from './secret.js'

/** Every second gives the best and the others the worst, but the last: turned, others gave what. */
function mixed(count: number): Choice[] {
  return Array.from({ length: count }, (_, at) =>
    at % 2 === 0 || at === count - 2 ? 'superb' : 'dreadful',
  )
}

/** As a coin falls, the same in each run. */
function thrown(count: number): Choice[] {
  let state = 20_251_208
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state < 1_073_741_824 ? 'superb' : 'dreadful'
  })
}

/** More than this of thirty by chance: less than once in a thousand runs. */
const byChance = 0.8

describe('who owns the database, and copies it before and after each vote', () => {
  test.each([5, 6, 12])(
    'of %i voters sees the same, whoever of them gave what',
    async (count) => {
      const choices = mixed(count)
      const one = await watchedVote(choices)
      const other = await watchedVote(turned(choices))
      expect(turned(choices)).not.toEqual(choices)
      expect(one.tally).toEqual(other.tally)
      expect(Object.values(one.tally).reduce((all, each) => all + each, 0)).toBe(count)
      expect(one.copies).toHaveLength(count + 1)
      expect(namesApart(one.copies)).toEqual(namesApart(other.copies))
      // Cards are shown anew in the order of their random ids.
      expect(unordered(one.after)).toEqual(unordered(other.after))
    },
    60_000,
  )

  test('would see it, were the key in the database too', async () => {
    const choices = mixed(6)
    const leaks = { withKey: true }
    const [one, other] = [
      await watchedVote(choices, leaks),
      await watchedVote(turned(choices), leaks),
    ]
    expect(namesApart(one.copies)).not.toEqual(namesApart(other.copies))
  }, 60_000)

  test('tells no more of sixty than chance does, and all of them with the key', async () => {
    const choices = thrown(60)
    const given = choices.map((choice) => choice === 'superb')
    const { copies, opened } = await watchedVote(choices)
    expect(toldRightly(copies, given)).toBeLessThan(byChance)
    const withKey: Copy[] = copies.map((copy, at) => [...copy, `opened ${opened[at]}`])
    expect(toldRightly(withKey, given)).toBe(1)
  }, 240_000)

  test('finds nothing of a sheet in any file of the database, nor a key, and after counting none at all', async () => {
    const texts: string[] = []
    let keys: string[] = []
    const folder = { dataDir: '' }
    const open: Parameters<typeof watchedVote>[1] = {
      open: async (clock) => {
        const opened = await tempStorage({ clock })
        folder.dataDir = opened.dataDir
        return opened
      },
      beforeCounting: async ({ storage }) => {
        await storage.clean()
        const pgdata = join(folder.dataDir, 'pgdata')
        const files = await readdir(pgdata, { recursive: true, withFileTypes: true })
        for (const file of files.filter((one) => one.isFile())) {
          texts.push(await readFile(join(file.parentPath, file.name), 'latin1'))
        }
        keys = await Promise.all(
          (await readdir(join(folder.dataDir, 'vote-keys'))).map((name) =>
            readFile(join(folder.dataDir, 'vote-keys', name), 'latin1'),
          ),
        )
      },
      afterCounting: async () => {
        expect(await readdir(join(folder.dataDir, 'vote-keys'))).toEqual([])
      },
    }
    await watchedVote(mixed(6), open)
    const isIn = (text: string): boolean => texts.some((each) => each.includes(text))
    expect(keys).toHaveLength(1)
    expect([...keys, 'pick_superb', 'pick_dreadful', '"rest"'].filter(isIn)).toEqual([])
    // What is there is found.
    expect(isIn('vote.sheet-taken')).toBe(true)
  }, 60_000)
})
