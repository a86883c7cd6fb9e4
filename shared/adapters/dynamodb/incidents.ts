import type { RunStore } from '../../app/ports.ts'
import { isoInstant } from '../../core/units.ts'
import type { Incident } from '../../core/state.ts'
import { incidentKey } from './keys.ts'
import { parseItem, SCHEMA_VERSION } from './parse-item.ts'
import type { ResultsTable } from './results-table.ts'
import { incident as incidentShape } from './incident-shape.ts'

type Incidents = Pick<RunStore, 'putIncident' | 'findIncidents'>

/** The items `incident#<openedAt>`, kept for ever; the incidents index lists them over all monitors by month of opening (UTC). */
export function incidents({ table }: ResultsTable): Incidents {
  return {
    async putIncident(incident) {
      // Refused means that this copy or a newer one stands: also when it is ours, so nothing has to be read back.
      await table.put(
        incidentKey(incident),
        { ...incident, month: isoInstant(incident.openedAt).slice(0, 7), schemaVersion: SCHEMA_VERSION },
        {
          expression: 'attribute_not_exists(#sortKey) OR #revision < :revision',
          values: { revision: incident.revision },
        },
      )
    },

    async findIncidents(month) {
      const items = table.query({
        index: 'incidents',
        key: { expression: '#month = :month', values: { month } },
      })
      const found: Incident[] = []
      for await (const item of items) {
        const key = { monitorId: String(item.monitorId), sortKey: String(item.sortKey) }
        found.push(parseItem(incidentShape, item, key))
      }
      return found
    },
  }
}
