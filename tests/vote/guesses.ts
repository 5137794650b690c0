import type { Copy } from './copies.js'

/** Numbers that can be read off what one vote changed, by a name. */
type Features = ReadonlyMap<string, number>

/**
 * What a patient owner of the database can measure of one vote: how many rows changed in each table, how long they are, their
 * figures, and the bytes of whatever is hexadecimal in them, one by one; and by how much each is another than before.
 */
function featuresOf(before: Copy, after: Copy): Features {
  const features = new Map<string, number>()
  const add = (name: string, value: number): void => {
    features.set(name, (features.get(name) ?? 0) + value)
  }
  const [gone, come] = [without(before, after), without(after, before)]
  for (const row of come) {
    for (const [name, value] of measured(row)) {
      add(name, value)
      add(`more ${name}`, value)
    }
  }
  for (const row of gone) for (const [name, value] of measured(row)) add(`more ${name}`, -value)
  return features
}

function without(copy: Copy, other: Copy): Copy {
  const known = new Set(other)
  return copy.filter((row) => !known.has(row))
}

function measured(row: string): [string, number][] {
  const [table = ''] = row.split(' ')
  const figures = (row.match(/\b\d{1,6}\b/g) ?? []).map((figure) => Number.parseInt(figure, 10))
  const bytes = /\\x([0-9a-f]+)/.exec(row)?.[1]?.match(/../g) ?? []
  return [
    [`${table} rows`, 1],
    [`${table} length`, row.length],
    [`${table} digits`, sumOf([...row.replace(/\D/g, '')].map(Number))],
    ...figures.map((figure, at): [string, number] => [`${table} figure ${at}`, figure]),
    ...bytes.map((byte, at): [string, number] => [
      `${table} byte ${at}`,
      Number.parseInt(byte, 16),
    ]),
  ]
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

/**
 * How many of the second half of the votes are told rightly by the rule that tells the first half best: one feature, a
 * bound, and which side of it is which. `choices`: what was given, of two things, in order.
 */
export function toldRightly(copies: readonly Copy[], choices: readonly boolean[]): number {
  const votes = choices.map((choice, at) => ({
    choice,
    features: featuresOf(copies[at] ?? [], copies[at + 1] ?? []),
  }))
  const half = Math.floor(votes.length / 2)
  const [learned, asked] = [votes.slice(0, half), votes.slice(half)]
  const names = new Set(votes.flatMap(({ features }) => [...features.keys()]))
  let best = { right: -1, says: (_: Features): boolean => true }
  for (const name of names) {
    for (const bound of new Set(learned.map(({ features }) => features.get(name) ?? 0))) {
      for (const above of [true, false]) {
        const says = (of: Features): boolean => (of.get(name) ?? 0) >= bound === above
        const right = learned.filter(({ choice, features }) => says(features) === choice).length
        if (right > best.right) best = { right, says }
      }
    }
  }
  const right = asked.filter(({ choice, features }) => best.says(features) === choice).length
  return right / asked.length
}
