import type { MonitorNow } from '../../../shared/app/history/views/monitor-now.ts'
import { describeProblem } from '../../../shared/core/definition/parse-monitor.ts'
import { DAY, type EpochMs } from '../../../shared/core/time/units.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { about } from '../../terminal/about.ts'
import { clockDay, clockMinute } from '../../terminal/clock-words.ts'
import { type Column, nameColumn, pipedInstant, pipedMs } from '../../terminal/columns.ts'
import { healthWords } from '../../terminal/health-words.ts'
import { stripText } from '../../terminal/strip-text.ts'
import { textOf } from '../../terminal/words.ts'

/** The column of the strip. */
export const STRIP = 'LAST 24 H'
/** Hours of it. */
const HOURS = 24
/** From this width on there is room for the strip and for a reason. */
const WIDE = 125

/** How a list of monitors is read. */
export interface ListReader {
  now: EpochMs
  zone: string
  /** Characters in a line. */
  columns: number
}

/** Whether a list has room for the last 24 hours. */
function hasStrips(monitors: readonly MonitorNow[], { columns }: Pick<ListReader, 'columns'>): boolean {
  return columns >= WIDE || monitors.every((monitor) => why(monitor) === '')
}

/** What `status` shows of each monitor. */
export function monitorColumns(monitors: readonly MonitorNow[], reader: ListReader): Column<MonitorNow>[] {
  const { now, zone } = reader
  return [
    { name: 'MONITOR', shown: ({ monitorId }) => monitorId },
    nameColumn(monitors),
    { name: 'HEALTH', shown: healthWords, piped: ({ health }) => health },
    {
      name: 'SINCE',
      shown: ({ since }) => (since === undefined ? '' : sinceWords(since, now, zone)),
      piped: ({ since }) => pipedInstant(since),
      spare: 4,
    },
    {
      name: 'ROUND TRIP (USUAL)',
      shown: trip,
      piped: ({ roundTripMs }) => pipedMs(roundTripMs),
      spare: 2,
    },
    {
      name: 'LAST RUN',
      shown: ({ lastRunAt }) => (lastRunAt === undefined ? 'none yet' : `${about(now - lastRunAt)} ago`),
      piped: ({ lastRunAt }) => pipedInstant(lastRunAt),
      spare: 3,
    },
    {
      name: STRIP,
      spare: 0,
      shown: ({ hours }) => stripText(hours.slice(-HOURS)),
      piped: trouble,
      isHidden: !hasStrips(monitors, reader),
    },
    { name: 'WHY', shown: why, piped: ({ reason }) => reason, isProse: true },
  ]
}

/** As `02:58, 14 min`; with its day where that was another one. */
function sinceWords(since: EpochMs, now: EpochMs, zone: string): string {
  const isToday = clockDay(since, zone) === clockDay(now, zone)
  const when = isToday || now - since < DAY / 2 ? clockMinute(since, zone) : clockDay(since, zone)
  return `${when}, ${about(now - since)}`
}

function trip({ roundTripMs, usualRoundTripMs }: MonitorNow): string {
  if (roundTripMs === undefined) return usualRoundTripMs === undefined ? '' : `(${span(usualRoundTripMs)})`
  return usualRoundTripMs === undefined
    ? span(roundTripMs)
    : `${span(roundTripMs)} (${span(usualRoundTripMs)})`
}

/** As `failing 1 of 3, misconfigured`; empty where health says it all. */
function trouble(monitor: MonitorNow): string {
  const text = textOf(healthWords(monitor))
  return text === monitor.health ? '' : text
}

function why({ reasonWords, server, problems, health }: MonitorNow): string {
  if (reasonWords === undefined || health === 'paused') {
    const [first] = problems
    return first ? describeProblem(first) : ''
  }
  return server === undefined ? reasonWords : `${reasonWords} (${server})`
}
