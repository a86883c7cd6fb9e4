import type { OpenRun, RunRequest } from '../../core/run/run.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import { begunAs } from './begun-as.ts'
import { claimRun } from './claim-run.ts'
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

  async function take(lapsed: OpenRun | undefined) {
    // From another stage somebody may have sent: there is a message to look for.
    if (lapsed && lapsed.stage !== 'claimed') return undefined
    const now = clock.now()
    const leftOut = rules.leavesOut(request, now)
    if (leftOut && !lapsed) return { kind: leftOut }
    const claim = newClaim(request, ports.ids, { startedAt: now, deadline: now, until: now + CLAIM })
    const open = lapsed ? { ...claim, ...key, attempts: lapsed.attempts + 1, token: lapsed.token } : claim
    const ours = lapsed ? await runs.replaceOpen(open, lapsed) : await runs.claim(open)
    return ours ? { kind: 'claimed' as const, open } : undefined
  }

  const claimed = await claimRun(key, take, ports)
  if (claimed.kind === 'recorded') return settleRun(claimed.result, false, rules.criteria, ports)
  if (claimed.kind !== 'claimed') return claimed
  const report = nothingMeasured({ kind: 'inconclusive', reason: 'run-not-started', detail })
  return finishRun(claimed.open, report, [], rules, ports)
}
