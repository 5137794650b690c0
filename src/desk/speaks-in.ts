import type { Bureaus } from '../flows/bureau.js'
import { whoIs } from '../storage/addresses.js'
import type { DeskOptions } from './options.js'
import { must } from '../base/bug.js'

/**
 * Where somebody speaks who says nothing of a bureau: in the first of the served ones, in this order, that they belong to
 * today; else in the first that knows them; strangers in the main one, which tells them so.
 */
export function speaksIn(bureaus: Bureaus, served: readonly string[]): DeskOptions['bureauOf'] {
  const main = must(served[0], 'no bureau is served')
  return async (tx, openId) => {
    const known = await whoIs(tx, openId)
    const places = served.flatMap((bureau) => known.filter((one) => one.bureau === bureau))
    const [only] = places
    if (!only || places.length === 1) return only?.bureau ?? main
    for (const { bureau, person } of places) {
      const situation = await bureaus.situation(tx, bureau)
      if (situation?.bureau.roster.person(person)) return bureau
    }
    return only.bureau
  }
}
