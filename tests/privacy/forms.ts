import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseActionName } from '../../cards/action-name.js'
import type { Element } from '../../cards/kit.js'
import { renderCard } from '../../cards/render.js'
import type { View } from '../../cards/views.js'
import { root } from '../house/sources.js'
import { tagged } from '../text/desk.js'

/** A field for words, by the verb that hands it in; what stands behind `_` or `.` in its name is of one row: `note_*`. */
export interface TextInput {
  verb: string
  field: string
}

/** Every field for words on every form of every sample of a card: there is a sample of each card (`tests/house`). */
export async function textInputs(): Promise<TextInput[]> {
  const found = new Map<string, TextInput>()
  for (const { view } of await allSamples()) {
    for (const form of formsOf(renderCard(view, { card: 'sample', revision: 1 }))) {
      const fields = form.filter(({ tag }) => tag === 'input').map(({ name }) => `${name}`)
      for (const { tag, name } of form) {
        const verb = tag === 'button' ? parseActionName(`${name}`)?.verb : undefined
        for (const each of verb === undefined ? [] : fields) {
          const input = { verb: `${verb}`, field: fieldOf(each) }
          found.set(`${input.verb} ${input.field}`, input)
        }
      }
    }
  }
  return [...found.values()].sort((a, b) =>
    `${a.verb} ${a.field}` < `${b.verb} ${b.field}` ? -1 : 1,
  )
}

/** Verb → the kinds of cards whose samples offer it. */
export async function offers(): Promise<ReadonlyMap<string, readonly string[]>> {
  const kinds = new Map<string, Set<string>>()
  for (const { view } of await allSamples()) {
    for (const { tag, name } of tagged(renderCard(view, { card: 'sample', revision: 1 }))) {
      const verb = tag === 'button' ? parseActionName(`${name}`)?.verb : undefined
      if (verb !== undefined) kinds.set(verb, (kinds.get(verb) ?? new Set()).add(view.kind))
    }
  }
  return new Map([...kinds].map(([verb, all]) => [verb, [...all]]))
}

/** Fields of many rows are one: `note_3` is `note_*`, `names.late` is `names.*`. */
export function fieldOf(name: string): string {
  return name.replace(/([_.]).*$/, '$1*')
}

interface Sample {
  name: string
  view: View
}

async function allSamples(): Promise<Sample[]> {
  const folder = join(root, 'cards/samples')
  const modules: Record<string, unknown>[] = await Promise.all(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => import(join(folder, name)) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) =>
      name.endsWith('Samples') ? (value as Sample[]) : [],
    ),
  )
}

/** The controls of each form of a card. */
function formsOf(card: Element): Element[][] {
  return tagged(card)
    .filter(({ tag }) => tag === 'form')
    .map((form) => tagged(form.elements))
}
