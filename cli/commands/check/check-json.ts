import type { Check } from '../../../shared/app/run/check-monitor.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { statusName } from '../../../shared/core/run/statuses.ts'
import { tameJson } from '../../../shared/core/redaction/tame.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { adviceLines } from './check-report.ts'

/** Rises when a reader of the old form would misread the new one; fields may be added without. */
export const CHECK_SCHEMA = 'roundtrip.check/1'

export interface JsonOptions {
  withLog: boolean
  inItsWords: (text: string) => string
}

/**
 * The check for programs: one object on one line. Instants are ISO 8601 in UTC, spans end in `Ms`; what is
 * not known is absent.
 */
export function checkJson(check: Check, monitor: Monitor, { withLog, inItsWords }: JsonOptions): string {
  const { result, message, log } = check
  const { status, outcome, reason, phase, detail, warnings, phases, roundTripMs, resolutionMs } = result
  const advice = adviceLines(result, monitor)
  const json = JSON.stringify({
    schema: CHECK_SCHEMA,
    monitorId: result.monitorId,
    startedAt: isoInstant(result.startedAt),
    finishedAt: isoInstant(result.finishedAt),
    status,
    statusName: statusName(status, reason),
    outcome,
    reason,
    phase,
    detail,
    advice: advice.length > 0 ? inItsWords(advice.join('\n')) : undefined,
    warnings,
    phases,
    roundTripMs,
    resolutionMs,
    waitedOutMs: result.waitedOutMs,
    /** In the subject of a message that may be left in the mailbox. */
    leftToken: message.kind === 'left' ? message.token : undefined,
    log: withLog ? log : undefined,
  })
  return tameJson(json)
}
