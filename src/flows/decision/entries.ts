import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/**
 * cycle; subject = whose grade is decided; `role`: who decides it, as the scheme names them; `reference`: the minutes or
 * document; personal = { reason }.
 */
export const gradeDecided = entryKind(
  'decision.grade',
  z.strictObject({ grade: id, role: id, reference: z.string().min(1) }),
)

/** cycle; who of those that are equal at the last place of a quota (`among`) has one of its places. */
export const placesDecided = entryKind(
  'decision.places',
  z.strictObject({
    ...{ quota: id, grade: id, role: id, reference: z.string().min(1) },
    among: z.array(id).min(1),
    chosen: z.array(id).min(1),
  }),
)

/** about = a decision that holds no more; personal = { reason }. */
export const decisionRevoked = entryKind('decision.revoked', z.strictObject({}))
