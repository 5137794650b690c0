import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/**
 * The roster changed, by its file or because a day of it has come: what waits on others since. `from` owed it and do not
 * any more, `to` owe it now; one of them may be empty. `revision`: of the roster from then on.
 */
export const rosterFollowed = entryKind(
  'roster.followed',
  z.strictObject({
    revision: z.int(),
    asks: z.array(
      z.strictObject({ kind: id, about: z.string(), from: z.array(id), to: z.array(id) }),
    ),
  }),
)
