import { jsonSchemaOf } from '../scheme/shape/json-schema.js'
import { descriptions } from './descriptions.js'
import { fileShape } from './shape.js'

/** The JSON Schema of the files of work rules, for editors: each word says in Chinese what it is and what it may be. */
export function workRulesJsonSchema(): unknown {
  return jsonSchemaOf(fileShape, descriptions)
}
