import type { Context, Situation } from '../context.js'
import { postActed } from './entries.js'
import { postsSlice } from './posts.js'

/** Says in whose place an entry was written, where a flow finds itself who stands in; nothing for who acts for themselves. */
export function actedFor(ctx: Context, entry: string, instead: string | undefined): void {
  if (instead !== undefined) postActed.write(ctx, { about: entry, subject: instead, body: {} })
}

/** Who wrote an entry, and in whose place: `王珊（代李群）`. */
export function actorText(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  by: string,
  entry: string,
): string {
  const instead = collected.of(postsSlice).acted.get(entry)
  const name = bureau.roster.nameOf(by)
  return instead === undefined ? name : `${name}（代${bureau.roster.nameOf(instead)}）`
}
