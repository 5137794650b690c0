import type { DocumentPath } from '../../base/document.js'
import type { ChoiceDraft } from './choice-shape.js'

/** How a choice is written where it decides. */
export const byChoice = /^choice ([A-Za-z][A-Za-z0-9-]*)$/

/**
 * What an alternative says for a place: its name, its `sets`, or of several `sets` the one of the place's key,
 * `owner.key` before `key` alone.
 */
export function saidAt(
  sets: ChoiceDraft['alternatives'][string]['sets'],
  name: string,
  at: { path: DocumentPath; owners: string[] },
): { said: string | string[] | undefined; steps: string[] } {
  if (sets === undefined) return { said: name, steps: [] }
  if (typeof sets === 'string' || Array.isArray(sets)) return { said: sets, steps: ['sets'] }
  const own = keyOf(at.path)
  const key = [`${at.owners[0] ?? ''}.${own}`, own].find((one) => Object.hasOwn(sets, one)) ?? own
  const said = Object.hasOwn(sets, key) ? sets[key] : undefined
  return { said, steps: said === undefined ? ['sets'] : ['sets', key] }
}

/** The word that stands at a place: of one in a list, the list's. */
export function keyOf(path: DocumentPath): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '')
}
