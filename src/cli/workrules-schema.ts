import { workRulesJsonSchema } from '../workrules/json-schema.js'

// Prints the JSON Schema of the files of work rules: npx tsx src/cli/workrules-schema.ts > workrules/workrules.schema.json
console.log(JSON.stringify(workRulesJsonSchema(), null, 2))
