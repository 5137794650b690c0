import { isInYear } from '../running.js'
import { newId } from '../../base/ids.js'
import type { Situation } from '../context.js'
import { textsOf } from '../texts.js'
import { factsSlice } from './facts.js'
import type { Option } from './fields.js'

/** Of how many matters the names are read, latest first. */
const readMost = 300

/**
 * Matters of the running cycles' years with their names: those of the facts around `whom` first, then the latest. At
 * most `most`; one whose name was erased is left out.
 */
export async function mattersOf(
  situation: Situation,
  whom: readonly string[],
  most: number,
): Promise<Option[]> {
  const { byMatter, byWho } = situation.collected.of(factsSlice)
  const around = new Set(
    whom.flatMap((who) => (byWho.get(who) ?? []).flatMap(({ body }) => body.matter ?? [])),
  )
  const known = [...byMatter].flatMap(([id, facts]) => {
    const [first] = facts
    const last = facts.at(-1)
    return first && last && situation.bureau.cycles.some((cycle) => isInYear(cycle, last.day))
      ? [{ id, first: first.id, sequence: last.sequence, near: around.has(id) }]
      : []
  })
  const latest = known
    .sort((a, b) => Number(b.near) - Number(a.near) || b.sequence - a.sequence)
    .slice(0, Math.min(most, readMost))
  const texts = await textsOf(
    situation.db,
    latest.map(({ first }) => first),
    ['matter'],
  )
  return latest.flatMap(({ id, first }) => {
    const name = texts.get(first)?.matter ?? ''
    return name === '' ? [] : [{ id, name }]
  })
}

/** A matter by what the form says: one that was chosen, one of that name, or a new one; null without. */
export async function matterFor(
  situation: Situation,
  { matter, newMatter }: { matter: string; newMatter: string },
  whom: readonly string[],
): Promise<{ id: string; name: string } | null> {
  if (newMatter === '' && matter === '') return null
  const known = await mattersOf(situation, whom, readMost)
  if (newMatter !== '') {
    const same = known.find(({ name }) => name === newMatter)
    return same ?? { id: newId(), name: newMatter }
  }
  return known.find(({ id }) => id === matter) ?? { id: matter, name: '' }
}
