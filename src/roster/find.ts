import { polyphonic } from 'pinyin-pro'
import { isLonger } from '../base/text.js'

/** Something with a name that people look for. */
export interface Named {
  id: string
  name: string
}

/** A name as it is looked through: its characters, and every reading of each in letters without tones. */
interface Spelled {
  text: string
  readings: readonly (readonly string[])[]
}

/** Names are few and asked for again and again. */
const spelled = new Map<string, Spelled>()
const spelledMax = 50_000
/** What is typed beyond that finds nothing more. */
const typedMax = 40

/**
 * Those whose name has what was typed: any part of it as written, or from some character on its pinyin in whole
 * syllables, initials or a mixture of both (`rmc`, `ruanmc` and `ming` find 阮明澈; a character with several readings is
 * found by each). Full-width letters and capitals are as good as small ones. In the order given, whose name begins so first;
 * nothing typed finds nothing.
 */
export function findNamed<T extends Named>(all: readonly T[], typed: string): T[] {
  const wanted = typed.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  if (wanted === '' || isLonger(wanted, typedMax)) return []
  const letters = /^[a-z]+$/.test(wanted)
  const found = all.flatMap((one) => {
    const at = placeOf(spelling(one.name), wanted, letters)
    return at < 0 ? [] : [{ one, at }]
  })
  return [...found.filter(({ at }) => at === 0), ...found.filter(({ at }) => at > 0)].map(
    ({ one }) => one,
  )
}

/** From which character on it fits, -1 for nowhere. */
function placeOf({ text, readings }: Spelled, wanted: string, letters: boolean): number {
  const written = text.indexOf(wanted)
  if (written >= 0 || !letters) return written
  return readings.findIndex((_, at) => fits(readings, at, wanted))
}

/** Whether letters can be read as the beginnings of the syllables from a character on, one each. */
function fits(readings: Spelled['readings'], at: number, wanted: string): boolean {
  if (wanted === '') return true
  return (readings[at] ?? []).some((reading) => {
    for (let length = sameStart(reading, wanted); length > 0; length--) {
      if (fits(readings, at + 1, wanted.slice(length))) return true
    }
    return false
  })
}

function sameStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

function spelling(name: string): Spelled {
  const known = spelled.get(name)
  if (known) return known
  const text = name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  const readings = polyphonic(text, { toneType: 'none', type: 'array', v: true })
  if (spelled.size >= spelledMax) spelled.clear()
  const made = { text, readings }
  spelled.set(name, made)
  return made
}
