import { isIsoDay } from '../time/iso-day.ts'
import { isRunId } from './run-id.ts'

/**
 * Which run somebody means: by its id, or by the digits it ends in; the last one of a monitor; or the last that
 * was scheduled up to the end of a minute, which `at` names in the zone of whoever asks.
 */
export type RunRef = { monitorId: string } & (
  | { kind: 'run'; runId: string }
  | { kind: 'digits'; digits: string }
  | { kind: 'last' }
  | { kind: 'at'; at: WrittenMinute }
)

/** A minute as people write it; without a day: today's, or yesterday's where today's has yet to come. */
export interface WrittenMinute {
  /** As `2026-11-05`. */
  day?: string
  /** As `03:17`. */
  time: string
}

export type ParsedRunRef = { ok: true; ref: RunRef } | { ok: false; mistake: string }

const FORMS =
  'expected MONITOR, MONITOR/RUN, MONITOR/ and the last 12 digits of a run, MONITOR@03:17 or MONITOR@2026-11-05T03:17'
const MONITOR = /^[a-z0-9-]{1,64}$/
const DIGITS = /^[0-9a-f]{12}$/
const MINUTE = /^(?:(\d{4}-\d\d-\d\d)T)?([01]\d|2[0-3]):([0-5]\d)$/

/** The run that the text names, or one sentence on what is wrong with it; whether there is such a run is not asked. */
export function parseRunRef(text: string): ParsedRunRef {
  const [, monitorId = '', separator, rest = ''] = /^([^/@]*)([/@])?(.*)$/s.exec(text) ?? []
  if (!MONITOR.test(monitorId)) return wrong(`${shown(monitorId)} cannot be a monitor's id: ${FORMS}`)
  if (separator === undefined) return { ok: true, ref: { kind: 'last', monitorId } }
  return separator === '/' ? byId(monitorId, rest) : byMinute(monitorId, rest)
}

function byId(monitorId: string, run: string): ParsedRunRef {
  if (isRunId(run)) return { ok: true, ref: { kind: 'run', monitorId, runId: run } }
  if (DIGITS.test(run)) return { ok: true, ref: { kind: 'digits', monitorId, digits: run } }
  return wrong(
    `${shown(run)} is no run: expected an id as 20260105T120000Z_eu-west-1_schedule_0123456789ab, or its last 12 digits`,
  )
}

function byMinute(monitorId: string, minute: string): ParsedRunRef {
  const [written, day, hour = '', minutes = ''] = MINUTE.exec(minute) ?? []
  if (written === undefined || (day !== undefined && !isIsoDay(day))) {
    return wrong(`${shown(minute)} is no minute: expected 03:17 or 2026-11-05T03:17`)
  }
  const at = { time: `${hour}:${minutes}`, ...(day !== undefined && { day }) }
  return { ok: true, ref: { kind: 'at', monitorId, at } }
}

function wrong(mistake: string): ParsedRunRef {
  return { ok: false, mistake }
}

function shown(written: string): string {
  return JSON.stringify(written.slice(0, 120))
}
