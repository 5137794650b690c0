import type { OffsetClock } from '../../src/base/clock.js'
import type { Log } from '../../src/base/log.js'
import type { Storage } from '../../src/storage/database.js'
import { statementOf } from '../../src/storage/slow-queries.js'
import { steps } from '../refusals/all.js'
import { openWorlds, type World } from '../refusals/world.js'
import { tempStorage } from '../storage/temp.js'
import { markingIn } from './given.js'
import type { Markers } from './markers.js'
import { formerly, stoodIn } from './people.js'

/** Worlds in which whatever their steps have people write has a marker, and the database that holds them. */
export interface Marked {
  storage: Storage
  dataDir: string
  /** What is logged of a statement when it takes long, as any may. */
  statements: ReadonlySet<string>
  newWorld(of: readonly string[]): Promise<World>
  close(): Promise<void>
}

export async function openMarked(markers: Markers, log: Log): Promise<Marked> {
  const marking = { on: false }
  const statements = new Set<string>()
  let opened: { storage: Storage; dataDir: string } | undefined
  const open = async (clock: OffsetClock) => {
    const made = await tempStorage({
      ...{ clock, log },
      told: ({ query }) => statements.add(statementOf(query)),
    })
    opened = made
    return { storage: markingIn(made.storage, markers, marking), close: made.close }
  }
  const worlds = await openWorlds(steps, open, formerly)
  if (!opened) throw new Error('no database was opened')
  return {
    ...opened,
    statements,
    close: worlds.close,
    async newWorld(of) {
      marking.on = true
      const made = await worlds.newWorld(of)
      await stoodIn(made)
      marking.on = false
      return made
    },
  }
}
