import type { Deed } from './situation.js'

/** Presses as no card of ours sends them, made from one that is right. */

type Press = Extract<Deed, { press: string }>

/** What a platform or a forger may put into a field of a form, by what is wrong with it. */
const values: Readonly<Record<string, unknown>> = {
  missing: undefined,
  empty: '',
  'too long': '长'.repeat(20_000),
  'a truth': true,
  'an object': { value: 'zhang' },
  repeated: ['zhang', 'zhang', 'zhang'],
  'far too many': Array.from({ length: 300 }, (_, at) => `x${at}`),
  'a name of the language': '__proto__',
  'somebody else’s': 'zhou',
  'a figure without end': '1e309',
  'below zero': '-1',
  'full width': '１２．５',
  'no day': '2025-02-30',
  'signs that no database takes': 'a\u0000b\ud800c',
  markup: '<at id=all></at>**{text}** [x](http://x)',
}

/** The same for what a button carries. */
const carried: Readonly<Record<string, string>> = {
  empty: '',
  'too long': 'x'.repeat(400),
  'a name of the language': '__proto__',
  'another name of the language': 'constructor',
  'nobody’s': 'nobody',
  'somebody else’s': 'zhou',
  'below zero': '-1',
  'too many': '99999',
  'no month': '2025-13',
  'a key of another kind': 'a/b/c',
  markup: '<at id=all></at>{text}😀',
}

export interface BadPress {
  what: string
  args: string[]
  values: Record<string, unknown>
  option: string | undefined
}

/** With `BAD_INPUT=all` every badness meets every field and argument; else each meets every third, in turn. */
const each = process.env.BAD_INPUT === 'all' ? 1 : 3

/**
 * Badness of every field and argument of a right press, one at a time, and some of all at once. `alike`: its fields are
 * read as those of another press; `turn`: which of the presses it is.
 */
export function badPresses(
  right: Press,
  args: readonly string[],
  { alike, turn }: { alike: boolean; turn: number },
): BadPress[] {
  const inTurn = <T>(all: readonly T[], place: number): T[] =>
    all.filter((_, at) => (at + turn + place) % each === 0)
  const given: Record<string, unknown> = { ...right.values }
  const { option } = right
  const same = { args: [...args], values: given, option }
  const fields = (alike ? [] : fieldsOf(given)).flatMap((name, place) =>
    inTurn(Object.entries(values), place).map(([wrong, value]) => ({
      ...same,
      what: `${name}: ${wrong}`,
      values: { ...given, [name]: value },
    })),
  )
  const places = args.flatMap((_, at) => [
    { ...same, what: `argument ${at}: missing`, args: args.slice(0, at) },
    ...inTurn(Object.entries(carried), at).map(([wrong, value]) => ({
      ...same,
      what: `argument ${at}: ${wrong}`,
      args: args.map((one, place) => (place === at ? value : one)),
    })),
  ])
  const options = option === undefined ? [] : [undefined, ...Object.values(carried)]
  return [
    ...fields,
    ...places,
    ...options.map((one) => ({ ...same, what: `option: ${one}`, option: one })),
    { ...same, what: 'arguments reversed', args: [...args].reverse() },
    { ...same, what: 'arguments twice', args: [...args, ...args] },
    { ...same, what: 'no form', values: {} },
    { ...same, what: 'fields of no card', values: { ...given, ...strange } },
  ]
}

const strange: Record<string, unknown> = {
  __proto__x: 'a',
  constructor: 'a',
  'answer.__proto__': 'yes',
  'points.constructor': '1',
  'share.toString': '50%',
  'as.': 'main',
  score_: '90',
  score___proto__: '90',
  remark_constructor: '好',
  'result.__proto__': 'done',
  status_99: 'done',
}

/** Of many fields that are read alike (scores of people) the first is enough. */
function fieldsOf(given: Readonly<Record<string, unknown>>): string[] {
  const kinds = new Set<string>()
  return Object.keys(given).filter((name) => {
    const kind = name.replace(/(?<=^score_|^remark_|^status_|^note_|^[a-z]+\.).*$/, '')
    if (kinds.has(kind)) return false
    kinds.add(kind)
    return true
  })
}
