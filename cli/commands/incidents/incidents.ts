import {
  type IncidentView,
  type IncidentsQuestion,
  incidents as incidentsView,
} from '../../../shared/app/history/views/incidents.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { type Now, timesOf } from '../../arguments/read-times.ts'
import { rowOf } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { clockDay, clockTime } from '../../terminal/clock-words.ts'
import {
  type Column,
  nameColumn,
  pipedInstant,
  pipedMs,
  printColumns,
  timeColumn,
} from '../../terminal/columns.ts'
import { writeLine } from '../../terminal/words.ts'

interface IncidentsFlags extends ViewFlags {
  open: boolean
  month?: string | undefined
}

export const incidents = onView(
  async (viewing, surroundings: Surroundings, flags: IncidentsFlags, monitorId?: string) => {
    const { out, clock } = surroundings
    const { ports, opened, zone } = viewing
    const now = clock.now()
    // Of one monitor, and of what is open, all are shown unless a month is asked for.
    const isWhole = monitorId !== undefined || flags.open
    const month = flags.month ?? (isWhole ? undefined : clockDay(now, zone).slice(0, '2026-11'.length))
    const answer = await incidentsView(questionOf(month, monitorId, { now, zone }), ports)
    const found = answer.incidents.filter(({ open }) => open || !flags.open)
    if (found.length === 0 && monitorId !== undefined) await rowOf(monitorId, opened)
    if (flags.json) printJson(out, 'roundtrip.incidents/1', { at: answer.at, items: found })
    else {
      const head = [monitorId, month].filter((part) => part !== undefined)
      writeViewHeading(viewing, surroundings, head.join(' · ') || undefined)
      if (found.length > 0) printColumns(out, columns(found, zone), found)
      else if (out.isTerminal) writeLine(out, 'No incident.')
    }
    return 0
  },
)

function questionOf(month: string | undefined, monitorId: string | undefined, here: Now): IncidentsQuestion {
  const of = monitorId === undefined ? undefined : { monitorId }
  if (month === undefined) return of ?? { open: true }
  const { from, until } = timesOf('month', month, here)
  return { from, to: until, ...of }
}

function columns(found: readonly IncidentView[], zone: string): Column<IncidentView>[] {
  return [
    { name: 'MONITOR', shown: ({ monitorId }) => monitorId },
    nameColumn(found),
    timeColumn('OPENED', zone, ({ openedAt }) => openedAt),
    {
      name: 'LENGTH',
      shown: ({ open, lengthMs }) =>
        open ? { text: `open, ${span(lengthMs)}`, colour: 'red' } : span(lengthMs),
      piped: ({ lengthMs }) => pipedMs(lengthMs),
      spare: 6,
    },
    { ...timeColumn('RESOLVED', zone, ({ resolvedAt }: IncidentView) => resolvedAt), spare: 5 },
    { name: 'FAILED', shown: ({ failedRuns }) => String(failedRuns), spare: 4 },
    {
      name: 'WHY',
      shown: ({ reasons }) => reasons.map(({ words }) => words).join('; '),
      piped: ({ reasons }) => reasons.map(({ reason }) => reason).join(','),
      isProse: true,
    },
    {
      name: 'ALERTED',
      shown: ({ told }) =>
        told.map(({ topic, alerts }) => (alerts > 1 ? `${topic} (${alerts})` : topic)).join(', ') || 'nobody',
      piped: ({ told }) => [...new Set(told.map(({ topic }) => topic))].join(','),
      spare: 3,
    },
    {
      name: 'ACKNOWLEDGED',
      shown: ({ acknowledged }) =>
        acknowledged ? (acknowledged.note ?? clockTime(acknowledged.at, zone)) : '',
      piped: ({ acknowledged }) => pipedInstant(acknowledged?.at),
      isProse: true,
      isHidden: found.every(({ acknowledged }) => !acknowledged),
      spare: 2,
    },
  ]
}
