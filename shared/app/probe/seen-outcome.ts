import type { JunkRule } from '../../core/definition/monitor.ts'
import type { Outcome, Seen, Warning } from '../../core/run/run.ts'
import { span } from '../../core/wording/words/figures.ts'

/** What a run comes to whose message was seen, by this process or by one before it. */
export function outcomeOfSeen(
  { roundTripMs, resolutionMs, junkMarks }: Seen,
  junk: JunkRule | undefined,
): { outcome: Outcome; warnings: readonly Warning[] } {
  if (junkMarks !== undefined && junk === 'failed') {
    const text = [roundTripMs !== undefined && `arrived after ${span(roundTripMs)}`, junkMarks]
      .filter(Boolean)
      .join('; ')
    const evidence = { side: 'mailbox', phase: 'search', kind: 'junked', ...(text && { text }) } as const
    return { outcome: { kind: 'failed', evidence }, warnings: [] }
  }
  return {
    outcome: {
      kind: 'delivered',
      ...(roundTripMs !== undefined && { roundTripMs }),
      ...(resolutionMs !== undefined && { resolutionMs }),
    },
    warnings: junkMarks === undefined ? [] : ['found-in-junk'],
  }
}
