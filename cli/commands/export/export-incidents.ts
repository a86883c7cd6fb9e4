import { type IncidentView, incidents } from '../../../shared/app/history/views/incidents.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import { type IsoMonth, isoDayOf, monthOf, monthStart } from '../../../shared/core/time/iso-day.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
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

interface Wanted {
  from: EpochMs
  until: EpochMs
  monitorId: string | undefined
}

export const exportIncidents = onView(
  async ({ ports, opened, zone }, surroundings: Surroundings, flags: ExportFlags, monitorId?: string) => {
    const { out, clock } = surroundings
    const here = { now: clock.now(), zone }
    if (monitorId !== undefined) await rowOf(monitorId, opened)
    const { until = here.now + 1, from = Date.parse(monthStart(monthAt(until), DEFAULT_MONTHS)) } = spanIn(
      flags,
      here,
    )
    await writeRecords(out, flags.format ?? 'csv', NAMES, records({ from, until, monitorId }, ports))
    return 0
  },
)

/** By the month in which they were opened, each once. */
async function* records({ from, until, monitorId }: Wanted, ports: ViewPorts): AsyncGenerator<Fields> {
  for (let month = monthAt(from); month <= monthAt(until - 1); month = monthOf(monthStart(month, -1))) {
    const { incidents: found } = await incidents({ month }, ports)
    const wanted = found.filter(
      (one) =>
        monthAt(one.openedAt) === month &&
        one.openedAt >= from &&
        one.openedAt < until &&
        (monitorId === undefined || one.monitorId === monitorId),
    )
    for (const one of wanted.sort((a, b) => a.openedAt - b.openedAt)) yield fieldsOf(one)
  }
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

function monthAt(at: EpochMs): IsoMonth {
  return monthOf(isoDayOf(at))
}
