import { z } from 'zod'
import { personalTexts } from '../../storage/personal-texts.js'
import type { Db } from '../../storage/database.js'

const shape = z.object({ reasons: z.record(z.string(), z.string()) })

/** The reasons that entries give, by entry and row; without those whose text was erased. */
export async function reasonsIn(
  db: Db,
  entries: Iterable<string>,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const texts = await personalTexts(db, [...new Set(entries)])
  return new Map(
    [...texts].map(([entry, text]) => [entry, shape.safeParse(text).data?.reasons ?? {}]),
  )
}
