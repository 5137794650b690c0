import { z } from 'zod'
import { type Day, isDay } from '../../base/day.js'
import { parseRoster } from '../../roster/roster.js'
import type { Db, Tx } from '../../storage/database.js'
import { askRun } from '../../storage/jobs.js'
import { readRoster, rosterRevision } from '../../storage/roster-rows.js'
import { getSetting, putSetting } from '../../storage/settings.js'
import type { Situation } from '../context.js'
import { changesBetween, type RosterThen } from './difference.js'

/** The job that follows an edit of the roster; its period is the roster's revision. */
export const editJob = 'roster-edit'

const setting = 'roster-followed'
const shape = z.strictObject({ revision: z.int(), on: z.string().refine(isDay) })

/** Up to which revision of the roster, and which day, everything was made to follow it; null before the first time. */
async function followedUpTo(db: Db, bureau: string): Promise<{ revision: number; on: Day } | null> {
  return shape.safeParse(await getSetting(db, bureau, setting)).data ?? null
}

/** From now on the roster as it is counts as followed. */
export async function markFollowed(tx: Tx, { bureau, today: on }: Situation): Promise<void> {
  await putSetting(tx, bureau.id, setting, { revision: bureau.rosterRevision, on })
}

/**
 * The roster as it was followed last: `new` where it never was, null where nothing of it has changed since, by an edit or
 * because a day has come.
 */
export async function unfollowed(
  situation: Pick<Situation, 'db' | 'bureau' | 'today'>,
): Promise<RosterThen | 'new' | null> {
  const { db, bureau, today } = situation
  const last = await followedUpTo(db, bureau.id)
  if (last === null) return 'new'
  const { revision, on } = last
  if (revision === bureau.rosterRevision) {
    return changesBetween(bureau.history, on, today) ? { history: bureau.history, on } : null
  }
  const kept = await readRoster(db, bureau.id, revision)
  return kept ? { history: parseRoster(kept.body), on } : 'new'
}

/** Has an edited roster followed soon, once it is known who can be reached. Asked again for the same one it is one. */
export async function askToFollow(tx: Tx, bureau: string): Promise<void> {
  const revision = await rosterRevision(tx, bureau)
  if ((await followedUpTo(tx, bureau))?.revision === revision) return
  await askRun(tx, { bureau, job: editJob, period: `${revision}` })
}
