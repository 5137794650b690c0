import { readdirSync } from 'node:fs'
import { schemeJsonSchema } from '../scheme/shape/json-schema.js'
import { wordsOf, wordTable } from './words.js'

// Prints the table of the language's words at the end of schemes/README.md: npx tsx src/cli/scheme-words.ts
const folders = readdirSync('schemes', { withFileTypes: true }).filter((one) => one.isDirectory())
console.log(
  wordTable(
    wordsOf(
      schemeJsonSchema(),
      folders.map((one) => `schemes/${one.name}`),
    ),
  ),
)
