import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import type { RunsFilter } from '../../../shared/app/history/views/runs-filter.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { MAILBOX_PHASES, SENDING_PHASES } from '../../../shared/core/time/phases.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import type { MonthOrSpanFlags } from '../../arguments/span-flags.ts'
import type { ZoneFlags } from '../../arguments/zone.ts'
import { rowOf } from '../../opened/refusals.ts'
import { onView } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { pipedInstant } from '../../terminal/columns.ts'
import { filterOf, runsOf } from '../runs/runs.ts'
import { type Fields, type Format, writeRecords } from './write-records.ts'

export interface ExportFlags extends TargetFlags, ZoneFlags, MonthOrSpanFlags {
  format?: Format | undefined
}

const NAMES = [
  ...['run', 'scheduledAt', 'startedAt', 'finishedAt', 'location', 'trigger', 'outcome', 'status', 'reason'],
  ...['phase', 'detail', 'roundTripMs', 'resolutionMs', 'waitedOutMs', 'lateByMs', 'slow', 'warnings'],
  ...['maintenance', 'tried', ...SENDING_PHASES.map((phase) => `smtp.${phase}`), 'transit'],
  ...MAILBOX_PHASES.map((phase) => `mailbox.${phase}`),
]

export const exportRuns = onView(
  async ({ ports, opened, zone }, surroundings: Surroundings, flags: ExportFlags, monitorId: string) => {
    const { out, clock } = surroundings
    if (!(await ports.runs.newestResult(monitorId))) await rowOf(monitorId, opened)
    const filter = filterOf({ ...flags, failed: false }, { now: clock.now(), zone })
    await writeRecords(out, flags.format ?? 'csv', NAMES, records(monitorId, filter, ports))
    return 0
  },
)

async function* records(monitorId: string, filter: RunsFilter, ports: ViewPorts): AsyncGenerator<Fields> {
  for await (const { run, ref } of runsOf(monitorId, filter, Infinity, ports)) yield fieldsOf(run, ref)
}

function fieldsOf(result: RunResult, run: string): Fields {
  const { scheduledAt, startedAt, finishedAt, lateArrival, phases, ...others } = result
  return {
    ...{ maintenance: false, tried: true, ...others, run },
    scheduledAt: pipedInstant(scheduledAt),
    startedAt: pipedInstant(startedAt),
    finishedAt: pipedInstant(finishedAt),
    lateByMs: lateArrival?.delayMs,
    ...Object.fromEntries(SENDING_PHASES.map((name) => [`smtp.${name}`, phases.smtp[name]])),
    transit: phases.transit,
    ...Object.fromEntries(MAILBOX_PHASES.map((name) => [`mailbox.${name}`, phases.mailbox[name]])),
  }
}
