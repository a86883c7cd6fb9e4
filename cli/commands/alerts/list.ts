import { type ListedAlert, alertsTold } from '../../../shared/app/history/views/alerts-told.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { type SpanFlags, spanIn } from '../../arguments/span-flags.ts'
import { rowOf } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type Column, printColumns, timeColumn } from '../../terminal/columns.ts'
import { writeLine } from '../../terminal/words.ts'

type AlertsFlags = ViewFlags & SpanFlags

const DEFAULT_DAYS = 7

export const listAlerts = onView(
  async (viewing, surroundings: Surroundings, flags: AlertsFlags, monitorId?: string) => {
    const { out, clock } = surroundings
    const { ports, zone, opened } = viewing
    const now = clock.now()
    const { from = now - DEFAULT_DAYS * DAY, until = now + DAY } = spanIn(flags, { now, zone })
    const answer = await alertsTold(
      { from, before: until, ...(monitorId !== undefined && { monitorId }) },
      ports,
    )
    if (monitorId !== undefined && answer.alerts.length === 0) await rowOf(monitorId, opened)
    const { alerts: items, ...next } = answer
    if (flags.json) printJson(out, 'roundtrip.alerts/1', { items, ...next })
    else {
      writeViewHeading(viewing, surroundings, monitorId)
      if (answer.alerts.length > 0) printColumns(out, columns(zone), answer.alerts)
      else if (out.isTerminal) writeLine(out, 'No alerts were sent in this period.')
      if (out.isTerminal && answer.next !== undefined)
        writeLine(out, { text: 'There are older ones: --until.', colour: 'dim' })
    }
    return 0
  },
)

function columns(zone: string): Column<ListedAlert>[] {
  return [
    timeColumn('SENT', zone, ({ toldAt }) => toldAt),
    { name: 'MONITOR', shown: ({ monitorId }) => monitorId },
    { name: 'ALERT', shown: ({ state }) => state, piped: ({ transition }) => transition },
    {
      name: 'TOPIC',
      shown: ({ topic, digest }) => (digest ? `${topic} (digest)` : topic),
      piped: ({ topic }) => topic,
      spare: 3,
    },
    { name: 'RUN', shown: ({ run = '' }) => run, spare: 2 },
    { name: 'ALERT ID', shown: ({ alertId }) => alertId, spare: 1 },
  ]
}
