import type { Scheme } from '../../scheme/model/scheme.js'
import { partsOf } from '../../scheme/model/tree.js'

/**
 * Whether somebody with these roles is an ordinary member under a bureau's regulations: who holds none, or those alone that
 * only vote, which most of a bureau's people hold.
 */
export function isOrdinaryWith(
  roles: readonly string[],
  schemes: Iterable<Pick<Scheme, 'total'>>,
): boolean {
  if (roles.length === 0) return true
  const voting = new Set(
    [...schemes].flatMap(({ total }) =>
      partsOf(total).flatMap((part) => (part.kind === 'votes' ? part.voters : [])),
    ),
  )
  return roles.every((role) => voting.has(role))
}
