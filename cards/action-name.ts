import { isLonger } from '../src/base/text.js'

/**
 * What a button carries in its `name`, the only thing that the platform gives back reliably from
 * inside a form: verb, the live card's id and revision, and arguments. `report.submit~k3x…~4~2025-09`.
 */
export interface ActionName {
  verb: string
  card: string
  revision: number
  args: string[]
}

/** Writes a name. Arguments hold no `~`. */
export function actionName(action: ActionName): string {
  return [action.verb, action.card, action.revision, ...action.args].join('~')
}

/** No name of ours is longer; what people could forge into one is an argument that becomes a key. */
const longest = 200

/** Reads a name; null for what is not ours. */
export function parseActionName(name: string): ActionName | null {
  if (isLonger(name, longest)) return null
  const [verb, card, revision, ...args] = name.split('~')
  if (!verb || !card || revision === undefined || !/^\d{1,9}$/.test(revision)) return null
  return { verb, card, revision: Number.parseInt(revision, 10), args }
}
