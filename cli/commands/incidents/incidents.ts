import { type IncidentView, incidents as incidentsView } from '../../../shared/app/history/views/incidents.ts'
import { isoDayOf, monthOf } from '../../../shared/core/time/iso-day.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { rowOf } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { clockTime } from '../../terminal/clock-words.ts'
import { type Column, pipedInstant, pipedMs, printColumns, timeColumn } from '../../terminal/columns.ts'
import { writeLine } from '../../terminal/words.ts'

interface IncidentsFlags extends ViewFlags {
  open: boolean
  month?: string | undefined
}

export const incidents = onView(
  async (viewing, surroundings: Surroundings, flags: IncidentsFlags, monitorId?: string) => {
    const { out, clock } = surroundings
    const month = flags.month ?? monthOf(isoDayOf(clock.now()))
    const { ports, opened, zone } = viewing
    const answer = await incidentsView(
      monitorId !== undefined && flags.month === undefined
        ? { monitorId }
        : flags.open
          ? { open: true }
          : { month },
      ports,
    )
    const found = answer.incidents.filter(
      (one) => (!flags.open || one.open) && (monitorId === undefined || one.monitorId === monitorId),
    )
    if (found.length === 0 && monitorId !== undefined) await rowOf(monitorId, opened)
    if (flags.json) printJson(out, 'roundtrip.incidents/1', { at: answer.at, incidents: found })
    else {
      writeViewHeading(viewing, surroundings, monitorId)
      if (found.length > 0) printColumns(out, columns(found, zone), found)
      else if (out.isTerminal) writeLine(out, 'No incident.')
    }
    return 0
  },
)

function columns(found: readonly IncidentView[], zone: string): Column<IncidentView>[] {
  return [
    { name: 'MONITOR', shown: ({ monitorId }) => monitorId },
    timeColumn('OPENED', zone, ({ openedAt }) => openedAt),
    {
      name: 'LENGTH',
      shown: ({ open, lengthMs }) =>
        open ? { text: `open, ${span(lengthMs)}`, colour: 'red' } : span(lengthMs),
      piped: ({ lengthMs }) => pipedMs(lengthMs),
    },
    timeColumn('RESOLVED', zone, ({ resolvedAt }) => resolvedAt),
    { name: 'FAILED', shown: ({ failedRuns }) => String(failedRuns) },
    {
      name: 'WHY',
      shown: ({ reasons }) => reasons.map(({ words }) => words).join('; '),
      piped: ({ reasons }) => reasons.map(({ reason }) => reason).join(','),
      isProse: true,
    },
    {
      name: 'TOLD',
      shown: ({ told }) =>
        told.map(({ topic, alerts }) => (alerts > 1 ? `${topic} (${alerts})` : topic)).join(', ') || 'nobody',
      piped: ({ told }) => [...new Set(told.map(({ topic }) => topic))].join(','),
    },
    {
      name: 'ACKNOWLEDGED',
      shown: ({ acknowledged }) =>
        acknowledged ? (acknowledged.note ?? clockTime(acknowledged.at, zone)) : '',
      piped: ({ acknowledged }) => pipedInstant(acknowledged?.at),
      isProse: true,
      isHidden: found.every(({ acknowledged }) => !acknowledged),
    },
  ]
}
