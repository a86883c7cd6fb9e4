import { MOST_DAYS, availability } from '../../../shared/app/history/views/availability.ts'
import { monthsOfAll } from '../../../shared/app/history/views/months-of-all.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import type { IsoMonth } from '../../../shared/core/time/iso-day.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { spanIn } from '../../arguments/span-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { rowOf } from '../../opened/refusals.ts'
import { onView } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { pipedInstant } from '../../terminal/columns.ts'
import { monthOfFlags } from '../availability/month-of-all.ts'
import type { ExportFlags } from './export-runs.ts'
import { type Fields, writeRecords } from './write-records.ts'

const NAMES = [
  ...['name', 'from', 'to', 'availability', 'runs', 'ok', 'failed', 'lost', 'late', 'slow', 'maintenance'],
  ...['inconclusive', 'untried', 'p50Ms', 'p95Ms'],
]

const NAMES_OF_ALL = [
  'monitorId',
  'name',
  'month',
  'availability',
  'runs',
  'ok',
  'downMs',
  'incidents',
  'lastDay',
]

export const exportAvailability = onView(
  async (
    { ports, opened, zone },
    surroundings: Surroundings,
    flags: ExportFlags & { by?: 'hour' | 'day' | 'month' | undefined },
    monitorId?: string,
  ) => {
    const { out, clock } = surroundings
    const now = clock.now()
    if (monitorId === undefined) {
      const records = await monthOfAll(monthOfFlags(flags, now), ports)
      await writeRecords(out, flags.format ?? 'csv', NAMES_OF_ALL, records)
      return 0
    }
    const { until = now, ...begin } = spanIn(flags, { now, zone })
    const to = flags.month === undefined ? until : Math.min(until, now)
    const { from = to - MOST_DAYS * DAY } = begin
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

/** A month, in UTC, of each monitor; without figures where no night has counted it yet. */
async function monthOfAll(month: IsoMonth, ports: ViewPorts): Promise<Fields[]> {
  const { monitors } = await monthsOfAll([month], ports)
  return monitors.map(({ monitorId, name, months, lastDay }) => ({
    ...months[month],
    ...{ monitorId, name, month, lastDay },
  }))
}
