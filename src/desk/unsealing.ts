import { sealedKinds, unsealed } from '../flows/outside/sealed.js'
import type { Storage } from '../storage/database.js'
import { hashOfToken } from '../storage/link-key.js'

/** Puts the tokens of links into a card as it leaves for the platform; only into kinds that show them, and to whom alone. */
export function unsealing({ read }: Pick<Storage, 'read'>) {
  return (kind: string, content: string): string =>
    sealedKinds.includes(kind)
      ? unsealed(content, { tokenOf: (link) => read.linkKey.tokenOf(link), hashOf: hashOfToken })
      : content
}
