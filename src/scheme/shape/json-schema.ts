import { z } from 'zod'
import { fileShape } from './scheme.js'

/**
 * The JSON Schema of a scheme's files, for editors: one file may hold any of the sections, and what is read as
 * text may be written without quotes.
 */
export function schemeJsonSchema(): unknown {
  return z.toJSONSchema(fileShape, {
    io: 'input',
    reused: 'ref',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== undefined && /\\d/.test(jsonSchema.pattern)) {
        Object.assign(jsonSchema, { type: ['string', 'number'] })
      }
    },
  })
}
