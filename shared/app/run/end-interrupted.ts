import type { RunRequest } from '../../core/run/run.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import { nothingMeasured } from '../probe/run-probe.ts'
import type { AbandonPorts } from './abandon-run.ts'
import { begunAs } from './begun-as.ts'
import type { HandledRun } from './handle-run.ts'
import { seenBefore } from './seen-before.ts'
import { finishRun, settleRun } from './settle-run.ts'

/** Longer than a process that records may live. */
const CLAIM: Millis = 2 * MINUTE

/**
 * The end of a run whose process ended and whose location is gone, so that nobody can look for its message: its
 * lapsed claim, whatever its stage, becomes an inconclusive result with `detail`, or a good one if the message was
 * seen before. A result that stands is settled instead, a claim that has not lapsed is left to its holder, and one
 * of a monitor that is gone is deleted. May be called any number of times, also at once; needs no secret and no
 * mail server. Throws for a store that cannot be reached; calling again heals it.
 */
export async function endInterrupted(
  request: RunRequest,
  detail: string,
  ports: AbandonPorts,
): Promise<HandledRun> {
  const { runs, clock } = ports
  const key = await begunAs(request, ports)
  const row = await ports.monitors.find(request.monitorId)
  if (!row) {
    await runs.dropOpen(key)
    return { kind: 'no-monitor' }
  }
  const rules = await rulesInForce(row, ports)
  const result = await runs.findResult(key)
  if (result) return settleRun(result, false, rules.criteria, ports)

  const standing = await runs.findOpen(key)
  const now = clock.now()
  if (!standing || standing.until > now) return { kind: 'under-way' }
  const { seen, attempts } = standing
  const open = { ...standing, attempt: ports.ids.token(), attempts: attempts + 1, until: now + CLAIM }
  if (!(await runs.replaceOpen(open, standing))) return { kind: 'under-way' }

  const report = seen
    ? seenBefore(seen, rules.parsed)
    : nothingMeasured({ kind: 'inconclusive', reason: 'run-interrupted', detail })
  return finishRun(open, report, [], rules, ports)
}
