import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/**
 * The kinds of entries by which a chain decides on requests of a matter; about = the request, subject = whose it is.
 * passed: by = who decided, for whom when standing in; `last`: nothing waits any more; personal = { reason } (a remark).
 * returned (to be asked anew), refused: personal = { reason }. withdrawn: by the applicant.
 */
export function chainEntries(matter: string) {
  return {
    passed: entryKind(
      `${matter}.passed`,
      z.strictObject({
        at: z.int().min(0),
        role: id,
        actingFor: id.nullable(),
        last: z.boolean(),
      }),
    ),
    returned: entryKind(`${matter}.returned`, z.strictObject({ role: id })),
    refused: entryKind(`${matter}.refused`, z.strictObject({ role: id })),
    withdrawn: entryKind(`${matter}.withdrawn`, z.strictObject({})),
  }
}

export type ChainEntries = ReturnType<typeof chainEntries>
