import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/**
 * A piece sent in: subject = by = who; personal = { title, link, channel }. It counts once the information office has
 * decided on it: then it is a fact of its kind.
 */
export const pieceSent = entryKind(
  'info.sent',
  z.strictObject({
    kind: id,
    sort: id.nullable(),
    /** The unit for which it was sent. */
    unit: id.nullable(),
    /** Ids of stored files. */
    files: z.array(id),
    /** Digests by which the same title and the same link are found again. */
    title: id,
    link: id.nullable(),
  }),
)

export const pieceOutcomes = ['adopted', 'received', 'declined'] as const
/** Adopted; counted as sent in and adopted nowhere; or nothing that counts. */
export type PieceOutcome = (typeof pieceOutcomes)[number]

/** about = a piece; subject = who sent it; `fact`: what it has become; personal = { reason } of one not adopted. */
export const pieceDecided = entryKind(
  'info.decided',
  z.strictObject({ as: z.enum(pieceOutcomes), fact: id.nullable() }),
)

/** about = a piece; subject = by = who sent it: taken back before it was decided. */
export const pieceWithdrawn = entryKind('info.withdrawn', z.strictObject({}))
