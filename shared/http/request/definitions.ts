import * as v from 'valibot'

import type { Reading } from '../../core/definition/fields/fields.ts'
import { kindOf } from '../../core/definition/mistakes/shown-value.ts'
import type { Problem } from '../../core/definition/monitor.ts'
import { documented } from './fields.ts'

/** Of a body with many definitions. */
export const MOST_OCTETS = 2 * 1024 * 1024
/** A table of more is written in several imports. */
const MOST_DEFINITIONS = 2000

/** Each as it was written; the use case judges them. */
export const definitionsField = documented(readList, {
  type: 'array',
  maxItems: MOST_DEFINITIONS,
  items: { $ref: '#/components/schemas/Definition' },
})

export const anyDefinition = documented((written): Reading<unknown> => ({ ok: true, value: written }), {
  $ref: '#/components/schemas/Definition',
})

export const optionalFlag = (description: string) =>
  v.optional(
    documented(
      (written): Reading<boolean> =>
        typeof written === 'boolean'
          ? { ok: true, value: written }
          : { ok: false, message: `expected true or false, got ${kindOf(written)}` },
      { type: 'boolean', default: false, description },
    ),
  )

/** A list of monitors is called `monitors` in a file, and `definitions` in a body. */
export function inBody(problems: readonly Problem[]): Problem[] {
  return problems.map(({ path, message }) => ({
    path: path.replace(/^monitors/, 'definitions'),
    message: message.replace(/\bmonitors\[(\d+)\]/g, 'definitions[$1]'),
  }))
}

function readList(written: unknown): Reading<readonly unknown[]> {
  if (!Array.isArray(written))
    return { ok: false, message: `expected a list of definitions, got ${kindOf(written)}` }
  if (written.length <= MOST_DEFINITIONS) return { ok: true, value: written as readonly unknown[] }
  return { ok: false, message: `expected at most ${MOST_DEFINITIONS} definitions, got ${written.length}` }
}
