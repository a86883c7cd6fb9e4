import type { OpenRun, RunRequest } from '../../core/run/run.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import { nothingMeasured } from '../probe/run-probe.ts'
import type { AbandonPorts } from './abandon-run.ts'
import { begunAs } from './begun-as.ts'
import { claimRun } from './claim-run.ts'
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
  const key = await begunAs(request, ports)
  const row = await ports.monitors.find(request.monitorId)
  if (!row) {
    await ports.runs.dropOpen(key)
    return { kind: 'no-monitor' }
  }
  const rules = await rulesInForce(row, ports)
  const claimed = await claimRun(key, (lapsed) => takeOver(lapsed, ports), ports)
  if (claimed.kind === 'under-way') return claimed
  if (claimed.kind === 'recorded') return settleRun(claimed.result, false, rules.criteria, ports)

  const { open } = claimed
  const report = open.seen
    ? seenBefore(open.seen, rules.parsed)
    : nothingMeasured({ kind: 'inconclusive', reason: 'run-interrupted', detail })
  return finishRun(open, report, [], rules, ports)
}

/** Without a claim there is nothing to end. */
async function takeOver(
  lapsed: OpenRun | undefined,
  { runs, clock, ids }: AbandonPorts,
): Promise<{ kind: 'claimed'; open: OpenRun } | undefined> {
  if (!lapsed) return undefined
  const open = { ...lapsed, attempt: ids.token(), attempts: lapsed.attempts + 1, until: clock.now() + CLAIM }
  return (await runs.replaceOpen(open, lapsed)) ? { kind: 'claimed', open } : undefined
}
