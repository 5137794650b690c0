import { refuse, type Refusal } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import type { Situation } from '../context.js'
import type { PackToMake } from '../flow.js'
import { publishedSlice } from '../publication/published.js'
import { readSnapshot } from '../publication/results.js'
import { exportAll } from './actions.js'

/** Statements in a pack that goes through the chat; a larger one is packed on the server. */
const statementsMost = 1000

/**
 * Whether somebody may have the replay pack of the last publication of a cycle that runs or is closed.
 * @refuses not-allowed, gone, pack-none, pack-large
 */
export async function packPlanned(
  { bureau, collected, db }: Situation,
  person: string,
  key: string,
): Promise<PackToMake | Refusal> {
  const refusal = mayNot(bureau, person, exportAll, 'anything')
  if (refusal) return refusal
  const running = bureau.cycles.find(({ id }) => id === key)
  const last = collected.of(publishedSlice).get(key)?.at(-1)
  if (!running && !last) return refuse('gone')
  const read = last ? await readSnapshot(db, last.id) : null
  if (!last || !read) return refuse('pack-none', { scheme: running?.scheme.shortTitle ?? key })
  const { statements, words } = read.snapshot
  const count = running?.assessees.length ?? statements.count
  if (count > statementsMost) {
    return refuse('pack-large', { count: `${count}`, most: `${statementsMost}`, cycle: key })
  }
  const name = `${words.year}年${words.scheme}第${last.version}版复算包`
  return { name, pack: { cycle: key, version: last.version } }
}
