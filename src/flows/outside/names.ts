import { z } from 'zod'
import type { Db } from '../../storage/database.js'
import { personalTexts } from '../../storage/personal-texts.js'
import type { Link } from './links.js'

const shape = z.object({ names: z.record(z.string(), z.string()) })

/** Who links are for, by link, as far as it was noted and is kept. */
export async function namesOf(
  db: Db,
  links: readonly Pick<Link, 'id' | 'made'>[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await personalTexts(db, [...new Set(links.map(({ made }) => made.entry))])
  return new Map(
    links.flatMap(({ id, made }) => {
      const name = shape.safeParse(texts.get(made.entry)).data?.names[id]
      return name === undefined ? [] : [[id, name] as const]
    }),
  )
}
