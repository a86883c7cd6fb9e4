import { type IncidentView, incidents } from '../../../shared/app/history/views/incidents.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import type { Span } from '../../../shared/core/history/views/zone-spans.ts'
import { isoDayOf, monthOf, monthStart } from '../../../shared/core/time/iso-day.ts'
import { spanIn } from '../../arguments/span-flags.ts'
import { rowOf } from '../../opened/refusals.ts'
import { onView } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { pipedInstant } from '../../terminal/columns.ts'
import type { ExportFlags } from './export-runs.ts'
import { type Fields, writeRecords } from './write-records.ts'

/** Where no time is given. */
const DEFAULT_MONTHS = 13

const NAMES = [
  ...['monitorId', 'name', 'openedAt', 'failingSince', 'resolvedAt', 'open', 'lengthMs', 'failedRuns'],
  ...['locations', 'reasons', 'topics', 'acknowledgedAt', 'note', 'openingRun'],
]

export const exportIncidents = onView(
  async ({ ports, opened, zone }, surroundings: Surroundings, flags: ExportFlags, monitorId?: string) => {
    const { out, clock } = surroundings
    const here = { now: clock.now(), zone }
    if (monitorId !== undefined) await rowOf(monitorId, opened)
    const { until: to = here.now + 1, from = Date.parse(monthStart(monthOf(isoDayOf(to)), DEFAULT_MONTHS)) } =
      spanIn(flags, here)
    const found = await recordsOf({ from, to, ...(monitorId !== undefined && { monitorId }) }, ports)
    await writeRecords(out, flags.format ?? 'csv', NAMES, found)
    return 0
  },
)

/** Those that were opened in the span, oldest first. */
async function recordsOf(question: Span & { monitorId?: string }, ports: ViewPorts): Promise<Fields[]> {
  const { incidents: found } = await incidents(question, ports)
  return found
    .filter(({ openedAt }) => openedAt >= question.from)
    .sort((a, b) => a.openedAt - b.openedAt)
    .map(fieldsOf)
}

function fieldsOf(incident: IncidentView): Fields {
  const { openedAt, failingSince, resolvedAt, reasons, told, acknowledged } = incident
  const { monitorId, name, open, lengthMs, failedRuns, locations, openingRun } = incident
  return {
    ...{ monitorId, name, openedAt: pipedInstant(openedAt), failingSince: pipedInstant(failingSince) },
    ...{ resolvedAt: pipedInstant(resolvedAt), open, lengthMs, failedRuns, locations, openingRun },
    reasons: reasons.map(({ reason }) => reason),
    topics: told.map(({ topic }) => topic),
    acknowledgedAt: pipedInstant(acknowledged?.at),
    note: acknowledged?.note,
  }
}
