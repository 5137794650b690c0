import { schemeJsonSchema } from '../scheme/shape/json-schema.js'

// Prints the JSON Schema of a scheme's files: npx tsx src/cli/scheme-schema.ts > schemes/scheme.schema.json
console.log(JSON.stringify(schemeJsonSchema(), null, 2))
