import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const number = z.int().positive()

/**
 * cycle; period: links for third parties of a body, each with its number and the hash of its token. `until`: the last day for
 * handing in; `whom`: whom they rate. personal = { names?: link → who it is for, where that is noted }
 */
export const outsideMade = entryKind(
  'outside.made',
  z.strictObject({
    part: id,
    body: id,
    until: z.string().refine(isDay),
    whom: z.array(id).min(1),
    links: z.array(z.strictObject({ id, hash: z.string(), number })).min(1),
  }),
)

/** cycle; period: a link opens nothing any more. personal = { reason } */
export const outsideWithdrawn = entryKind(
  'outside.withdrawn',
  z.strictObject({ part: id, link: id }),
)

/**
 * cycle; period: sheets of paper of a body were brought in from a file; what stands on each is a rating of its own.
 * `reference`: where the paper is kept.
 */
export const papersImported = entryKind(
  'outside.papers',
  z.strictObject({
    part: id,
    body: id,
    sha256: z.string(),
    reference: z.string().min(1),
    papers: z.array(z.strictObject({ id, number })).min(1),
  }),
)

/** cycle; period; about = the import: nothing of it counts. personal = { reason } */
export const papersVoided = entryKind('outside.papers-voided', z.strictObject({ part: id }))
