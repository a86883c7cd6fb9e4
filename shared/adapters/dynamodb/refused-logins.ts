import * as v from 'valibot'

import type { RefusedLoginStore } from '../../app/ports/stores/refused-logins.ts'
import type { RefusedLogin } from '../../core/run/refused-login.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { type ResultsTable, expiryAfter } from './access/results-table.ts'
import { evidence } from './items/evidence-shape.ts'
import { refusedLoginKey } from './items/keys.ts'
import { parseItem } from './items/parse-item.ts'
import type { FieldsOf } from './items/run-shapes.ts'

/** One that nobody tries any more, since its monitors are gone. */
const KEPT_DAYS = 30

const shape: v.GenericSchema<unknown, RefusedLogin> = v.object({
  loginId: v.string(),
  version: v.number(),
  refusals: v.number(),
  triedAt: v.number(),
  refusedAt: v.number(),
  tryAgainAt: v.number(),
  evidence,
} satisfies FieldsOf<RefusedLogin>)

/** The items `#login#<loginId>`: one for each login that is refused, until it is taken again. */
export function refusedLogins(results: ResultsTable): RefusedLoginStore {
  const { table, ids } = results
  return {
    async findRefusedLogin(loginId) {
      const key = refusedLoginKey(loginId)
      const item = await table.get(key)
      return item && parseItem(shape, item, key)
    },

    putRefusedLogin(login) {
      const fields = { ...login, expiresAt: expiryAfter(KEPT_DAYS, results) }
      return putNextVersion(table, ids, refusedLoginKey(login.loginId), fields)
    },

    async dropRefusedLogin(loginId) {
      await table.delete(refusedLoginKey(loginId))
    },
  }
}
