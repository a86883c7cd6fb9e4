import type { JsonSchema } from '../../core/definition/fields/fields.ts'
import { monitorSchema } from '../../core/definition/monitor-schema.ts'
import { inputSchemaOf } from './json-schema.ts'

/** A monitor's definition as a row holds it. What fields may not be together is judged beyond it. */
export const DEFINITION = inputSchemaOf(monitorSchema('local-table'))

/** `docs/monitor.schema.json`, for editors: a file of monitors, or of one. */
export function monitorFileSchema(): JsonSchema {
  const monitor = { $ref: '#/$defs/monitor' }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'roundtrip.monitor/1',
    title: 'Monitors of Roundtrip',
    description: 'One definition or a list of them, as docs/configuration.md explains it.',
    anyOf: [monitor, { type: 'array', items: monitor }],
    $defs: { monitor: inputSchemaOf(monitorSchema('file')) },
  }
}
