import * as v from 'valibot'

import type { PhaseEvent } from '../../app/ports/dialogue.ts'
import type { LiveNews, LiveNewsStore } from '../../app/ports/stores/live-news.ts'
import { type PhaseName, SIDES } from '../../core/time/phases.ts'
import { HOUR } from '../../core/time/units.ts'
import { type ResultsTable, expiryIn, present } from './access/results-table.ts'
import { growing, growingOr } from '../growing-words.ts'
import { between, liveKey } from './items/keys.ts'
import { packLog, unpackLog } from './items/log-packing.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import type { Item, Key } from './access/table-access.ts'
import type { FieldsOf } from './items/run-shapes.ts'

/** Behind every number. */
const LAST = 999_999

const STATES = { begun: true, ended: true, 'broken-off': true } satisfies Record<PhaseEvent['state'], true>

const phase: v.GenericSchema<unknown, PhaseEvent> = v.object({
  side: v.picklist(SIDES),
  session: v.number(),
  phase: growing<PhaseName>(),
  state: growingOr(STATES, 'ended'),
  ms: v.number(),
} satisfies FieldsOf<PhaseEvent>)

const shape = v.object({
  number: v.number(),
  lines: v.unknown(),
  phases: v.pipe(v.string(), v.parseJson(), v.array(phase)),
})

/** The items `live#<runId>#<number>`, for an hour. */
export function liveNews(results: ResultsTable): LiveNewsStore {
  const { table } = results
  return {
    async putLive(run, { number, lines, phases }) {
      await table.put(liveKey(run, number), {
        number,
        lines: packLog(lines),
        phases: JSON.stringify(phases),
        expiresAt: expiryIn(HOUR, results),
        schemaVersion: SCHEMA_VERSION,
      })
    },

    async findLive(run, after) {
      const [from, to] = [liveKey(run, after + 1), liveKey(run, LAST)]
      const query = {
        key: between(run.monitorId, from.sortKey, to.sortKey),
        filter: present(undefined, results),
      }
      const found: LiveNews[] = []
      for await (const item of table.query(query)) {
        const { monitorId } = run
        const key = { monitorId, sortKey: String(item.sortKey) }
        found.push(...readable(() => newsIn(item, key)))
      }
      return found
    },
  }
}

function newsIn(item: Item, key: Key): LiveNews {
  const { number, lines, phases } = parseItem(shape, item, key)
  return { number, lines: unpackLog(lines), phases }
}
