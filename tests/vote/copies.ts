import { z } from 'zod'
import type { Db, Storage } from '../../src/storage/database.js'

/** All that somebody who owns the database sees at a moment: every row of every table with its system columns. */
export type Copy = readonly string[]

const names = z.array(z.object({ name: z.string() }))
const rows = z.array(z.object({ row: z.string() }))

async function tablesOf({ client }: Db): Promise<string[]> {
  const found = await client.$queryRawUnsafe(
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`,
  )
  return names.parse(found).map(({ name }) => name)
}

/** A copy of the database; rows in the order in which they lie in their tables' files. */
export async function copyOf({ read }: Pick<Storage, 'read'>): Promise<Copy> {
  const copy: string[] = []
  for (const table of await tablesOf(read)) {
    const found = await read.client.$queryRawUnsafe(
      `SELECT concat_ws(' ', '${table}', t.xmin, t.xmax, t.cmin, t.cmax, t.ctid, to_jsonb(t)) AS row
        FROM "${table}" t ORDER BY t.ctid`,
    )
    copy.push(...rows.parse(found).map(({ row }) => row))
  }
  const sizes = await read.client.$queryRawUnsafe(
    `SELECT concat_ws(' ', relname, relfilenode, pg_relation_size(oid)) AS row FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace ORDER BY relname`,
  )
  return [...copy, ...rows.parse(sizes).map(({ row }) => row)]
}

/** What is random or a time of day in a text: ids, hashes, sealed bytes, ids of live cards, moments, ids of transactions. */
const random =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\\\x[0-9a-f]+|[0-9a-f]{64}|\b17\d{11}\b|\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|\+00:00)|(?<=(?:press|"id"|"card"): ?"?)[a-z0-9]{10}(?=["~:])|(?<=~)[a-z0-9]{10}(?=~)/g

function isMoment(token: string): boolean {
  return /T\d\d:|^17\d{11}$/.test(token)
}

/**
 * Copies in which everything random is called by when it was seen first, with its length: two runs in which nothing else
 * differs are the same texts. What is equal stays equal, and what is not stays apart.
 */
export function namesApart(copies: readonly Copy[]): string[] {
  const seen = new Map<string, string>()
  const nameOf = (token: string): string => {
    if (isMoment(token)) return 'moment'
    const known = seen.get(token) ?? `token${token.length}#${seen.size}`
    seen.set(token, known)
    return known
  }
  return copies.map((copy) => copy.map((row) => row.replace(random, nameOf)).join('\n'))
}

/** The same of one copy whose rows lie in an order that is random: sorted, without their places and the places among them. */
export function unordered(copy: Copy): string[] {
  return copy
    .map((row) =>
      row
        .replace(random, (token) => (isMoment(token) ? 'moment' : `token${token.length}`))
        .replace(/\(\d+,\d+\)/g, 'place')
        .replace(/"position": \d+/g, '"position"'),
    )
    .sort()
}
