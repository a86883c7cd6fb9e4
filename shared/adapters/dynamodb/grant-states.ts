import * as v from 'valibot'

import type { GrantStateStore } from '../../app/ports/token-renewal.ts'
import { grantDueAt } from '../../core/grant/grant-schedule.ts'
import type { GrantRefusal, GrantState } from '../../core/grant/grant-state.ts'
import type { GrantReason } from '../../core/run/statuses.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { type ResultsTable, expiryAfter } from './access/results-table.ts'
import { dueShardOf, grantKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import { growing } from '../growing-words.ts'
import type { FieldsOf } from './items/run-shapes.ts'

/** After its last change: one whose monitors are gone. */
const KEPT_DAYS = 90

const shape: v.GenericSchema<unknown, GrantState> = v.object({
  grant: v.string(),
  version: v.number(),
  leaseUntil: v.exactOptional(v.number()),
  fingerprint: v.exactOptional(v.string()),
  issuedAt: v.exactOptional(v.number()),
  expiresAt: v.exactOptional(v.number()),
  renewAt: v.exactOptional(v.number()),
  failures: v.number(),
  refusal: v.exactOptional(
    v.object({
      reason: growing<GrantReason>(),
      detail: v.string(),
      at: v.number(),
    } satisfies FieldsOf<GrantRefusal>),
  ),
  renewedForRefusalAt: v.exactOptional(v.number()),
  endsAt: v.exactOptional(v.number()),
  toldDays: v.exactOptional(v.number()),
} satisfies FieldsOf<GrantState>)

/**
 * The items `#grant#<ssm:NAME>`: one a grant, in the due index while a renewal or a warning lies ahead. The times
 * of its token stand in `tokenIssuedAt` and `tokenExpiresAt`: `expiresAt` is DynamoDB's.
 */
export function grantStates(results: ResultsTable): GrantStateStore {
  const { table, ids } = results
  return {
    /** One that was damaged begins anew: all in it is found out again. One of a later version is left untouched. */
    async findGrant(grant) {
      const key = grantKey(grant)
      const item = await table.get(key)
      if (!item) return undefined
      const { tokenExpiresAt, tokenIssuedAt, version, schemaVersion } = item
      const stored = { ...item, grant, expiresAt: tokenExpiresAt, issuedAt: tokenIssuedAt }
      const parse = () => parseItem(shape, withoutAbsent(stored), key)
      if (schemaVersion !== SCHEMA_VERSION || typeof version !== 'number') return parse()
      const [state] = readable(parse)
      return state ?? { grant, version, failures: 0 }
    },

    putGrant({ grant, issuedAt, expiresAt, ...state }) {
      const dueAt = grantDueAt({ grant, ...state })
      const due = dueAt === undefined ? {} : { dueShard: dueShardOf(`#grant#${grant}`), dueAt }
      return putNextVersion(table, ids, grantKey(grant), {
        ...state,
        ...due,
        tokenIssuedAt: issuedAt,
        tokenExpiresAt: expiresAt,
        expiresAt: expiryAfter(KEPT_DAYS, results),
      })
    },
  }
}

function withoutAbsent(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
