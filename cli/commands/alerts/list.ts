import { type ListedAlert, alertsTold } from '../../../shared/app/history/views/alerts-told.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { timesOf } from '../../arguments/read-times.ts'
import { rowOf } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type Column, printColumns, timeColumn } from '../../terminal/columns.ts'
import { writeLine } from '../../terminal/words.ts'

interface AlertsFlags extends ViewFlags {
  since?: string | undefined
  until?: string | undefined
}

const DEFAULT_DAYS = 7

export const listAlerts = onView(
  async (viewing, surroundings: Surroundings, flags: AlertsFlags, monitorId?: string) => {
    const { out, clock } = surroundings
    const { ports, zone, opened } = viewing
    const here = { now: clock.now(), zone }
    const span = {
      from:
        flags.since === undefined ? here.now - DEFAULT_DAYS * DAY : timesOf('since', flags.since, here).from,
      before: flags.until === undefined ? here.now + DAY : timesOf('until', flags.until, here).until,
    }
    const answer = await alertsTold({ ...span, ...(monitorId !== undefined && { monitorId }) }, ports)
    if (monitorId !== undefined && answer.alerts.length === 0) await rowOf(monitorId, opened)
    if (flags.json) printJson(out, 'roundtrip.alerts/1', answer)
    else {
      writeViewHeading(viewing, surroundings, monitorId)
      if (answer.alerts.length > 0) printColumns(out, columns(zone), answer.alerts)
      else if (out.isTerminal) writeLine(out, 'No alert was told in this time.')
      if (out.isTerminal && answer.more)
        writeLine(out, { text: 'There are older ones: --until.', colour: 'dim' })
    }
    return 0
  },
)

function columns(zone: string): Column<ListedAlert>[] {
  return [
    timeColumn('TOLD', zone, ({ toldAt }) => toldAt),
    { name: 'MONITOR', shown: ({ monitorId }) => monitorId },
    { name: 'ALERT', shown: ({ state }) => state, piped: ({ transition }) => transition },
    {
      name: 'TOPIC',
      shown: ({ topic, digest }) => (digest ? `${topic} (digest)` : topic),
      piped: ({ topic }) => topic,
    },
    { name: 'RUN', shown: ({ run = '' }) => run },
    { name: 'ALERT ID', shown: ({ alertId }) => alertId },
  ]
}
