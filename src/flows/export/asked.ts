import { refuse, type Refusal } from '../../base/refusal.js'
import { countCharacters } from '../../base/text.js'
import type { Form } from '../../scheme/model/forms.js'
import type { Bureau, Situation } from '../context.js'
import type { Running } from '../running.js'
import { offersOf, type FormAsked } from './plan.js'

const quarters: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 }

/**
 * The form that some words ask for: one of its words, then whose it is (a name; without one the own, or all for who
 * may have all) and the quarter. Null where they name no form.
 * @refuses form-whose
 */
export function formAsked(
  situation: Situation,
  person: string,
  text: string,
): FormAsked | Refusal | null {
  const found = formNamed(situation.bureau, text)
  if (!found) return null
  const { cycle, form, word } = found
  const quarter = /第?([1-4一二三四])季度?/u.exec(text)
  const number = quarter?.[1] === undefined ? null : (quarters[quarter[1]] ?? Number(quarter[1]))
  const left = text.replace(word, ' ').replace(quarter?.[0] ?? ' ', ' ')
  const name = left.replaceAll(/[^\p{L}\p{N}（）]+/gu, '')
  const asked = { cycle: cycle.id, form: form.id, quarter: number }
  if (name === '') {
    const offers = offersOf(situation, person, { cycle, form })
    return { ...asked, of: offers[0] ?? 'mine' }
  }
  if (name === '全部' || name === '全体') return { ...asked, of: 'all' }
  const of = idNamed(situation.bureau, name)
  return of === null ? refuse('form-whose', { text: name, form: form.name }) : { ...asked, of }
}

/** The form by the longest of its words that the text holds; of several cycles the one that comes first. */
function formNamed(
  { cycles }: Bureau,
  text: string,
): { cycle: Running; form: Form; word: string } | null {
  const all = cycles.flatMap((cycle) =>
    cycle.scheme.forms.flatMap((form) =>
      [...form.words, form.name.toLowerCase()].map((word) => ({ cycle, form, word })),
    ),
  )
  const named = all.filter(({ word }) => text.includes(word.normalize('NFKC').toLowerCase()))
  const [first, ...others] = named
  if (!first) return null
  return others.reduce(
    (best, one) => (countCharacters(one.word) > countCharacters(best.word) ? one : best),
    first,
  )
}

function idNamed({ roster, history }: Bureau, name: string): string | null {
  const same = (one: { name: string }) =>
    one.name
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}（）]+/gu, '') === name
  return (
    (roster.units.find(same) ?? roster.people.find(same) ?? history.people.find(same))?.id ?? null
  )
}
