import type { ParsedMonitor } from '../../core/definition/monitor.ts'
import type { Seen } from '../../core/run/run.ts'
import type { ProbeReport } from '../probe/probe-context.ts'
import { nothingMeasured } from '../probe/run-probe.ts'
import { outcomeOfSeen } from '../probe/seen-outcome.ts'

/**
 * What a run comes to whose process ended after it saw the message. The message, if it still lies in the mailbox,
 * is swept by a later run.
 */
export function seenBefore(seen: Seen, parsed: ParsedMonitor): ProbeReport {
  const { transitMs } = seen
  // A definition that nobody can read by now says nothing of junk: what was found there failed.
  const { outcome, warnings } = outcomeOfSeen(seen, parsed.ok ? parsed.monitor.mailbox.junk : 'failed')
  return {
    ...nothingMeasured(outcome, warnings),
    phases: { smtp: {}, ...(transitMs !== undefined && { transit: transitMs }), mailbox: {} },
  }
}
