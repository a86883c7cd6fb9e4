import type { IncidentStore } from '../../app/ports/stores/incidents.ts'
import { type EpochMs, isoInstant } from '../../core/time/units.ts'
import type { Incident } from '../../core/judging/state.ts'
import { AFTER_ALL, INCIDENT_PREFIX, between, incidentKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import { incident as incidentShape } from './items/incident-shape.ts'
import type { Item, TableQuery } from './access/table-access.ts'

/**
 * The items `incident#<openedAt>`, kept for ever; the incidents index lists them over all monitors by month
 * of opening (UTC).
 */
export function incidents({ table }: ResultsTable): IncidentStore {
  async function firstOf(
    monitorId: string,
    [from, to]: [string, string],
    order: Pick<TableQuery, 'backwards'>,
  ): Promise<Incident[]> {
    const key = between(monitorId, `${INCIDENT_PREFIX}${from}`, `${INCIDENT_PREFIX}${to}`)
    for await (const item of table.query({ key, ...order, pageSize: 1 })) {
      return readable(() => incidentIn(item))
    }
    return []
  }

  return {
    async putIncident(incident) {
      // Refused means that this copy or a newer one stands: also when it is ours, so nothing has to be read
      // back.
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
      for await (const item of items) found.push(incidentIn(item))
      return found
    },

    async findIncidentsOf(monitorId, from, to) {
      if (to <= from) return []
      const before = await firstOf(monitorId, ['', isoInstant(from - 1)], { backwards: true })
      const [first, last] = [from, to - 1].map((at) => `${INCIDENT_PREFIX}${isoInstant(at)}`) as [
        string,
        string,
      ]
      const found = before.filter(({ resolvedAt = Infinity }) => resolvedAt > from)
      for await (const item of table.query({ key: between(monitorId, first, last) })) {
        found.push(...readable(() => incidentIn(item)))
      }
      return found
    },

    async findIncidentsAt(monitorId: string, at: EpochMs) {
      const before = await firstOf(monitorId, ['', isoInstant(at)], { backwards: true })
      return [...before, ...(await firstOf(monitorId, [isoInstant(at + 1), AFTER_ALL], {}))]
    },
  }
}

function incidentIn(item: Item): Incident {
  return parseItem(incidentShape, item, { monitorId: String(item.monitorId), sortKey: String(item.sortKey) })
}
