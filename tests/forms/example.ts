import { readXlsx } from 'hucre/xlsx'
import { bookOf } from '../../src/cli/form.js'
import { readFacts, readInput } from '../../src/cli/scoring-files.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import type { ScoringInput } from '../../src/scoring/input.js'
import { printBook } from '../../src/sheets/print.js'

type Read = { input: ScoringInput; facts: FactsFile }
const read = new Map<string, Read>()

/** A scheme's example; read once, as the schemes are long. */
export function example(scheme: string): Read {
  const known = read.get(scheme)
  if (known) return known
  const from = { folder: `schemes/${scheme}`, choices: undefined, asOf: undefined }
  const { input, facts } = readInput(readFacts(`schemes/${scheme}/example-facts.yaml`), from)
  if (!input || !facts) throw new Error(scheme)
  read.set(scheme, { input, facts })
  return { input, facts }
}

/** The sheets of a form that a scheme's example fills in, as a program that opens the workbook reads them. */
export async function printed(scheme: string, id: string, of?: string) {
  const filling = { ...example(scheme), quarter: null }
  const form = filling.input.scheme.forms.find((one) => one.id === id)
  const book = form && bookOf(form, filling, of)
  if (!book) throw new Error(`${scheme} ${id}`)
  return (await readXlsx(await printBook(book), { readStyles: true })).sheets
}
