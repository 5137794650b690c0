import { startOf } from '../../base/text.js'

/** Letters of the hash that stand beside a link's id where its token is to be shown. */
const hashLetters = 16

/**
 * What stands in a card in the place of a link's token: the token itself comes in as the card leaves for the platform, so that it
 * is in no view, outbox or log.
 */
export function sealedToken(link: { id: string; hash: string }): string {
  return `kaohetoken${link.id.replaceAll('-', '')}${startOf(link.hash, hashLetters)}`
}

const sealed = /kaohetoken([0-9a-f]{32})([0-9a-f]{16})/g

/** What a token stands as where the key that made it is another by now: the link works, and can't be shown. */
export const tokenLost = 'key-changed'

/** A card with every token in its place. `tokenOf`: a link's token by its id; `hashOf`: what is kept of a token. */
export function unsealed(
  content: string,
  of: { tokenOf(link: string): string; hashOf(token: string): string },
): string {
  return content.replace(sealed, (_, hex: string, hash: string) => {
    const token = of.tokenOf(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
    return of.hashOf(token).startsWith(hash) ? token : tokenLost
  })
}

/** Kinds of cards in which tokens are shown: the office's own, which nobody else has. */
export const sealedKinds: readonly string[] = ['outside']
