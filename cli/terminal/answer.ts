import { tameJson } from '../../shared/core/redaction/tame.ts'
import { isoInstant } from '../../shared/core/time/units.ts'
import type { Output } from './output.ts'

/** Names of fields that hold an instant. */
const INSTANT = /^(?:at|since|from|to|until|before|now)$|(?:At|Since|From|Until)$/

/**
 * Prints what a use case answered as one JSON object: fields named as `INSTANT` has it as ISO 8601 in UTC, spans
 * in ms (`…Ms`), what is not known absent. `schema`: rises when a reader of the old form would misread the new
 * one.
 */
export function printJson(out: Output, schema: string, answer: object): void {
  const text = JSON.stringify(
    { schema, ...answer },
    (name, value: unknown) => (typeof value === 'number' && INSTANT.test(name) ? isoInstant(value) : value),
    2,
  )
  out.write(`${tameJson(text)}\n`)
}
