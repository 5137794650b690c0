import { afterAll, expect, test } from 'vitest'
import { realClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { openStorage } from '../../src/storage/open.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { smallDisk } from './small-disk.js'
import { emptyFolder } from './temp.js'
import { writeUntilEnd, writeAndKill } from './writing-child.js'

const disk = smallDisk(160, await emptyFolder())
afterAll(() => disk?.remove())

// Skipped where this process may not mount a disk.
test.skipIf(disk === null).each(['writes', 'cleans'])(
  'a process that %s on a full disk ends in plain words with all it acknowledged, and works again when there is room',
  async (does) => {
    if (!disk) return
    disk.empty()
    const before = await writeAndKill(3, disk.folder)
    disk.fill(2_000_000)
    const ended = await writeUntilEnd(disk.folder, '', does)
    expect(ended.code).toBe(3)
    expect(ended.said).toMatch(/^磁盘已满/m)
    disk.empty()
    const after = await writeAndKill(3, disk.folder)
    const storage = await openStorage({
      ...{ dataDir: disk.folder, clock: realClock(), log: silentLog },
    })
    const written = new Set((await readEntries(storage.read, { bureau: 'b' })).map(({ id }) => id))
    const acknowledged = [...before, ...ended.acknowledged, ...after]
    expect(acknowledged.filter((id) => !written.has(id))).toEqual([])
    await storage.close()
  },
  120_000,
)
