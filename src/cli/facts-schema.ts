import { factsJsonSchema } from '../factsfile/shape.js'

// Prints the JSON Schema of the facts file: npx tsx src/cli/facts-schema.ts > schemes/facts.schema.json
console.log(JSON.stringify(factsJsonSchema(), null, 2))
