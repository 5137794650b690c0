import fc from 'fast-check'
import { must } from '../../src/base/bug.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'

/** A small scheme of the tests by its folder. */
export function small(name: string): Scheme {
  return must(readScheme(`tests/scoring/small-schemes/${name}`).scheme, 'the small scheme reads')
}

/** Any answers to a scheme's choices. */
export function answersOf(scheme: Scheme): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    Object.fromEntries(
      scheme.choices.map((one) => [
        one.id,
        fc.constantFrom(...one.alternatives.map((other) => other.id)),
      ]),
    ),
  )
}
