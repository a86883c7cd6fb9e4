import { MOST_DAYS, availability } from '../../../shared/app/history/views/availability.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { timesOf } from '../../arguments/read-times.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { rowOf } from '../../opened/refusals.ts'
import { onView } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { pipedInstant } from '../../terminal/columns.ts'
import type { ExportFlags } from './export-runs.ts'
import { writeRecords } from './write-records.ts'

const NAMES = [
  ...['name', 'from', 'to', 'availability', 'runs', 'ok', 'failed', 'lost', 'late', 'slow', 'maintenance'],
  ...['inconclusive', 'untried', 'p50Ms', 'p95Ms'],
]

export const exportAvailability = onView(
  async (
    { ports, opened, zone },
    surroundings: Surroundings,
    flags: ExportFlags & { by?: 'hour' | 'day' | 'month' | undefined },
    monitorId: string,
  ) => {
    const { out, clock } = surroundings
    const here = { now: clock.now(), zone }
    const to = flags.until === undefined ? here.now : timesOf('until', flags.until, here).until
    const from = flags.since === undefined ? to - MOST_DAYS * DAY : timesOf('since', flags.since, here).from
    if (to - from > MOST_DAYS * DAY)
      throw new UsageError(`--since: expected at most ${MOST_DAYS} days before --until`)
    const answer = await availability(monitorId, { from, to, by: flags.by ?? 'day', zone }, ports)
    if (answer.total.runs === 0) await rowOf(monitorId, opened)
    const records = answer.rows.map(({ figures, ...row }) => {
      const { statuses: _statuses, reasons: _reasons, availabilityText: _text, ...counts } = figures
      return { ...counts, name: row.name, from: pipedInstant(row.from), to: pipedInstant(row.to) }
    })
    await writeRecords(out, flags.format ?? 'csv', NAMES, records)
    return 0
  },
)
