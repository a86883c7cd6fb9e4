import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'

import type { JsonSchema } from '../request/fields.ts'

/** What a field takes: of one that is read by a function, what its metadata says. */
export function inputSchemaOf(schema: v.GenericSchema): JsonSchema {
  return plain(
    toJsonSchema(schema, {
      typeMode: 'input',
      errorMode: 'ignore',
    }),
  )
}

/** What is answered. */
export function answerSchemaOf(schema: v.GenericSchema): JsonSchema {
  return plain(toJsonSchema(schema))
}

/** The dialect is the document's (OpenAPI 3.1, `jsonSchemaDialect`). */
function plain({ $schema, ...schema }: object & { $schema?: unknown }): JsonSchema {
  return schema
}
