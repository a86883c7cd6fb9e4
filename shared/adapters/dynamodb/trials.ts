import * as v from 'valibot'

import type { TrialStore } from '../../app/ports/stores/trials.ts'
import type { Trial } from '../../core/run/trial.ts'
import { HOUR } from '../../core/time/units.ts'
import { putIf } from './access/conditional-write.ts'
import { type ResultsTable, absent, expiryIn, present, unexpired } from './access/results-table.ts'
import { trialItemKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem } from './items/parse-item.ts'
import { growingOr } from '../growing-words.ts'
import { type FieldsOf, runResult } from './items/run-shapes.ts'

const STAGES = { asked: true, begun: true, ended: true } satisfies Record<Trial['stage'], true>

const shape: v.GenericSchema<unknown, Trial> = v.object({
  trialId: v.string(),
  location: v.string(),
  definition: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
  askedAt: v.number(),
  stage: growingOr(STAGES, 'begun'),
  startedAt: v.exactOptional(v.number()),
  until: v.exactOptional(v.number()),
  result: v.exactOptional(runResult),
  leftToken: v.exactOptional(v.string()),
} satisfies FieldsOf<Trial>)

/** The items `#trial#<id>`. */
export function trials(results: ResultsTable): TrialStore {
  const { table, clock, ids } = results
  const fieldsOf = (trial: Trial) => ({
    ...trial,
    definition: JSON.stringify(trial.definition),
    expiresAt: expiryIn(HOUR, results),
    schemaVersion: SCHEMA_VERSION,
  })

  return {
    async findTrial(trialId) {
      const key = trialItemKey(trialId)
      const item = unexpired(await table.get(key), clock.now())
      return item && parseItem(shape, item, key)
    },

    putTrial: (trial) => putIf(table, ids, trialItemKey(trial.trialId), fieldsOf(trial), absent(results)),

    replaceTrial(next, stage) {
      const held = present({ expression: '#stage = :stage', values: { stage } }, results)
      return putIf(table, ids, trialItemKey(next.trialId), fieldsOf(next), held)
    },

    async dropTrial(trialId) {
      await table.delete(trialItemKey(trialId))
    },
  }
}
