import { type AvailabilityRow, availability } from '../../../shared/app/history/views/availability.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { timesOf } from '../../arguments/read-times.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { noMonitor } from '../../opened/refusals.ts'
import { onView } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { ExportFlags } from './export-runs.ts'
import { type Fields, instant, writeRecords } from './write-records.ts'

/** The longest that is answered at once. */
const MOST_DAYS = 400

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
    const isKnown = answer.total.runs > 0 || (await opened.monitors.find(monitorId)) !== undefined
    if (!isKnown) throw await noMonitor(monitorId, opened)
    await writeRecords(out, flags.format ?? 'csv', NAMES, records(answer.rows))
    return 0
  },
)

async function* records(rows: readonly AvailabilityRow[]): AsyncGenerator<Fields> {
  for (const { name, from, to, figures } of rows) {
    const { availability: share, runs, ok, failed, lost, late, slow } = figures
    const { maintenance, inconclusive, untried, p50Ms, p95Ms } = figures
    yield await Promise.resolve({
      ...{
        name,
        from: instant(from),
        to: instant(to),
        availability: share,
        runs,
        ok,
        failed,
        lost,
        late,
        slow,
      },
      ...{ maintenance, inconclusive, untried, p50Ms, p95Ms },
    })
  }
}
