import type { OpenRun, RunRequest } from '../../core/run/run.ts'
import { type EpochMs, MINUTE, type Millis } from '../../core/time/units.ts'
import { begunAs } from './begun-as.ts'
import type { HandledRun } from './handle-run.ts'
import { refuseFuture } from './judge-results.ts'
import { newClaim } from './new-claim.ts'
import { nothingMeasured } from '../probe/run-probe.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import type { RulesPorts } from '../ports/run-ports.ts'
import { type SettlePorts, finishRun, settleRun } from './settle-run.ts'

/**
 * Longer than the process that records may live: whoever takes over the claim afterwards is alone with the
 * run.
 */
const CLAIM: Millis = 2 * MINUTE

export type AbandonPorts = SettlePorts & RulesPorts

/**
 * The end of a run that AWS gave up starting: it is recorded as inconclusive with `detail` (why AWS gave up,
 * tamed to 300 characters), judged and told. A result that stands already is settled instead, and a claim is
 * left to whoever holds it or to the watchdog, since its message may be on its way. May be called any number
 * of times, also at once with `handleRun`; needs no secret and no mail server. Throws as `handleRun` does;
 * calling again heals it.
 */
export async function abandonRun(
  request: RunRequest,
  detail: string,
  ports: AbandonPorts,
): Promise<HandledRun> {
  const { runs, clock } = ports
  refuseFuture(request.scheduledAt, clock.now())
  const row = await ports.monitors.find(request.monitorId)
  if (!row) return { kind: 'no-monitor' }
  const rules = await rulesInForce(row, ports)

  const key = await begunAs(request, ports)
  const result = await runs.findResult(key)
  if (result) return settleRun(result, false, rules.criteria, ports)

  const standing = await runs.findOpen(key)
  if (standing && !isForsaken(standing, clock.now())) return { kind: 'under-way' }
  const leftOut = rules.leavesOut(request, clock.now())
  if (leftOut && !standing) return { kind: leftOut }

  const now = clock.now()
  const claim = newClaim(request, ports.ids, { startedAt: now, deadline: now, until: now + CLAIM })
  const open = standing ? { ...claim, ...key, attempts: standing.attempts + 1, token: standing.token } : claim
  const ours = standing ? await runs.replaceOpen(open, standing) : await runs.claim(open)
  if (!ours) return { kind: 'under-way' }

  // A result that came between our first look and our claim is not replaced, but found and settled.
  const report = nothingMeasured({ kind: 'inconclusive', reason: 'run-not-started', detail })
  return finishRun(open, report, [], rules, ports)
}

/**
 * Its holder's time is over, and from this stage nobody has sent: there is no message that anyone could look
 * for.
 */
function isForsaken({ stage, until }: OpenRun, now: EpochMs): boolean {
  return stage === 'claimed' && until <= now
}
