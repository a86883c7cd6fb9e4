import * as v from 'valibot'

import type { MonitorNow } from '../../app/history/views/monitor-now.ts'
import type { MonitorView } from '../../app/history/views/monitor.ts'
import type { WrittenMonitor, WrittenRow } from '../../app/history/views/lists/written-monitors.ts'
import { HEALTHS, MARKS, type Mark } from '../../core/history/views/health.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { byName, count, growing, instant, millis, optional, reason, status, text, trigger } from './fields.ts'

export const problem = v.object({ path: text, message: text })

const lastRun = v.object({
  finishedAt: instant,
  trigger,
  status,
  reason: optional(reason),
  phase: optional(text),
  roundTripMs: optional(millis),
  resolutionMs: optional(millis),
  maintenance: optional(v.literal(true)),
  tried: optional(v.literal(false)),
})

const goodRun = v.object({ runId: text, finishedAt: instant, roundTripMs: optional(millis) })

const openIncident = v.object({
  incidentId: text,
  openedAt: instant,
  failingSince: instant,
  failedRuns: count,
  flapping: optional(v.literal(true)),
  acknowledged: optional(v.object({ at: instant, note: optional(text) })),
})

/** A strip's cell: nothing, up, slow, five shares that failed, maintenance, inconclusive. */
export const cell = v.picklist([0, 1, 2, 3, 4, 5, 6, 7, 8, 10])

const mark = growing<Mark>(MARKS, 'What needs attention beside the health.')

/** The fields of a monitor as it is now. */
export const monitorNowFields = {
  monitorId: text,
  name: text,
  tags: v.array(text),
  managedBy: v.picklist(['stack', 'table']),
  health: v.picklist(HEALTHS),
  since: optional(instant),
  failing: optional(
    v.object({ runs: count, of: count, since: instant, awaitsRecheck: optional(v.literal(true)) }),
  ),
  marks: v.array(mark),
  disabled: optional(v.literal(true)),
  pausedUntil: optional(instant),
  maintenanceUntil: optional(instant),
  reason: optional(reason),
  reasonWords: optional(text),
  server: optional(text),
  failingAt: v.array(text),
  lastRunAt: optional(instant),
  lastRun: optional(v.object({ ...lastRun.entries, location: text })),
  lastGoodRun: optional(v.object({ ...goodRun.entries, location: text })),
  roundTripMs: optional(millis),
  usualRoundTripMs: optional(millis),
  hours: v.array(cell),
  hoursFrom: instant,
  incident: optional(openIncident),
  nextRunAt: optional(instant),
  lastRuns: byName(lastRun),
  lastGood: byName(goodRun),
  problems: v.array(problem),
}

export const monitorNow = v.object(monitorNowFields) satisfies v.GenericSchema<Answered<MonitorNow>>

const writtenRow = {
  revision: count,
  definition: v.pipe(
    v.record(v.string(), v.unknown()),
    v.description('As it was written, mistakes and all; what may be a password is masked.'),
  ),
} satisfies Record<keyof WrittenRow, v.GenericSchema>

/** A monitor as it is written, without how it is. */
export const monitorRow = v.object({ monitorId: text, managedBy: monitorNowFields.managedBy, ...writtenRow })

export const writtenMonitor = v.object({
  ...monitorNowFields,
  ...writtenRow,
}) satisfies v.GenericSchema<Answered<WrittenMonitor>>

export const monitorView = v.object({
  ...monitorNowFields,
  at: instant,
  sentence: text,
  ...writtenRow,
}) satisfies v.GenericSchema<Answered<MonitorView & WrittenRow>>
