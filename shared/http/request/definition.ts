import { type Reading, isRecord } from '../../core/definition/fields/fields.ts'
import { kindOf } from '../../core/definition/mistakes/shown-value.ts'
import { documented } from './fields.ts'

type Fields = Readonly<Record<string, unknown>>

/** A definition that the use case judges: what it may hold depends on where it is written. */
export const definitionBody = documented(readFields, { $ref: '#/components/schemas/Definition' })

/** Fields of a definition, and `null` for those that are to go (RFC 7396). */
export const definitionPatch = documented(readFields, {
  type: 'object',
  additionalProperties: true,
  description: 'The fields to change; `null` removes a field, a list takes the place of a list.',
  examples: [{ intervalMinutes: 5, note: null }],
})

function readFields(written: unknown): Reading<Fields> {
  return isRecord(written)
    ? { ok: true, value: written }
    : { ok: false, message: `expected an object with the fields of a monitor, got ${kindOf(written)}` }
}
