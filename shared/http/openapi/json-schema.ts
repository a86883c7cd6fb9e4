import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'

import type { JsonSchema } from '../../core/definition/fields/fields.ts'
import type { Entries } from '../route.ts'

/** A schema, or an action, as it lies within a pipe. */
interface Part {
  type: string
  pipe?: readonly Part[]
}

/** Those that have schemas within. */
interface Holding extends Part {
  wrapped: v.GenericSchema
  item: v.GenericSchema
  options: readonly v.GenericSchema[]
  entries: Entries
}

/**
 * What a field takes: of one that is read by a function, what its metadata says. The converter stops where a
 * value is changed on its way in; objects and lists of ours are first laid out and then taken apart.
 */
export function inputSchemaOf(schema: v.GenericSchema): JsonSchema {
  const { type, wrapped } = schema as unknown as Holding
  if (type === 'optional' || type === 'exact_optional') {
    const { default: byDefault } = schema as unknown as { default?: unknown }
    return { ...inputSchemaOf(wrapped), ...(byDefault !== undefined && { default: byDefault }) }
  }
  const taken = plain(toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' }))
  return Object.assign({}, taken, ...partsOf(schema).map(structureOf)) as JsonSchema
}

/** What is answered. */
export function answerSchemaOf(schema: v.GenericSchema): JsonSchema {
  return plain(toJsonSchema(schema))
}

function partsOf(part: Part): readonly Part[] {
  return part.pipe ? part.pipe.flatMap((one) => (one === part ? [] : partsOf(one))) : [part]
}

function structureOf(part: Part): JsonSchema {
  const { item, options, entries } = part as Holding
  switch (part.type) {
    case 'array':
      return { type: 'array', items: inputSchemaOf(item) }
    case 'union':
      return { anyOf: options.map(inputSchemaOf) }
    case 'object_with_rest':
      return objectOf(entries)
    default:
      return {}
  }
}

/** A field that takes nothing at all is not named: no other fields are taken either. */
function objectOf(entries: Entries): JsonSchema {
  const fields = Object.entries(entries).map(([name, field]) => [name, inputSchemaOf(field)] as const)
  const named = fields.filter(([, field]) => !('not' in field))
  const required = named.flatMap(([name]) => (isOptional(entries[name]) ? [] : [name]))
  return {
    type: 'object',
    properties: Object.fromEntries(named),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/** A field that is left out is judged as `undefined`. */
function isOptional(field: v.GenericSchema | undefined): boolean {
  return field !== undefined && v.safeParse(field, undefined).success
}

/** The dialect is the document's (OpenAPI 3.1, `jsonSchemaDialect`). */
function plain({ $schema, ...schema }: object & { $schema?: unknown }): JsonSchema {
  return schema
}
