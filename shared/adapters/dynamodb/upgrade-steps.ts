import * as v from 'valibot'

import type { UpgradeStepStore } from '../../app/ports/stores/upgrade-steps.ts'
import { isoInstant } from '../../core/time/units.ts'
import type { ResultsTable } from './access/results-table.ts'
import { upgradeStepKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem } from './items/parse-item.ts'

const shape = v.object({ kept: v.array(v.string()) })

/** The items `#upgrade`: one for each step that was made, kept for ever. */
export function upgradeSteps({ table, clock }: ResultsTable): UpgradeStepStore {
  return {
    async findStep(name) {
      const key = upgradeStepKey(name)
      const item = await table.get(key)
      return item && parseItem(shape, item, key)
    },

    async putStep(name, { kept }) {
      const doneAt = isoInstant(clock.now())
      await table.put(upgradeStepKey(name), { kept, doneAt, schemaVersion: SCHEMA_VERSION })
    },
  }
}
