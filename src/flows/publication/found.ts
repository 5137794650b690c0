import type { Day } from '../../base/day.js'
import type { CycleResult } from '../../scoring/statement.js'
import type { Situation } from '../context.js'
import { publicityFrom } from './publicity.js'
import { publishedSlice } from './published.js'
import { readSnapshot, type Snapshot } from './results.js'

/** A publication with what is looked at of it. */
export interface Found {
  cycle: string
  snapshot: Snapshot
  results: string
  replaced: boolean
  publicity: { until: Day; provisional: boolean }
}

/** A publication of this bureau, whether its cycle still runs or not. */
export async function find(seeing: Situation, key: string): Promise<Found | null> {
  const read = await readSnapshot(seeing.db, key)
  const all = seeing.collected.of(publishedSlice).get(read?.cycle ?? '') ?? []
  const published = all.find((each) => each.id === key)
  if (!read || !published) return null
  const { snapshot, results } = read
  const publicity = publicityFrom(seeing, published.on, snapshot.words.publicity)
  const replaced = all.some((each) => each.version > snapshot.version)
  return { cycle: read.cycle, snapshot, results, publicity, replaced }
}

/** Affiliated posts may be ranked apart, under the same tier, and so may those whom one office gathers. */
export function tierName(
  { name, affiliated, group }: CycleResult['rankings'][number],
  { units }: Snapshot['words'],
): string {
  if (group !== null) return `${units[group] ?? group}扎口`
  return affiliated ? `${name}（参公岗位）` : name
}
