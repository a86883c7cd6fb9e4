import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { grantFingerprint } from '../../core/grant/grant-fingerprint.ts'
import {
  type RenewalNeed,
  isLeased,
  isUsable,
  refusalThatStands,
  renewalNeed,
} from '../../core/grant/grant-schedule.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import { isShutOut } from '../../core/run/statuses.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { Renewal, RenewalWish, TokenRenewer } from '../ports/token-renewal.ts'
import { takeLease } from './grant-lease.ts'
import { readGrant, unread } from './read-grant.ts'
import { renewAsHolder } from './renew-as-holder.ts'
import type { RenewalCall, RenewalPorts } from './renewal-ports.ts'

/** What a caller waits for at most: for another's request, and for an endpoint that is slow or down. */
const PATIENCE: Millis = 45 * SECOND
const FIRST_LOOK: Millis = 250
const LONGEST_LOOK: Millis = 1 * SECOND

export type { RenewalPorts }

/**
 * Fetches tokens: one request at a time and grant over all processes, by a lease in its state; others wait and find
 * what it brought. A refusal that stands is remembered, and answered for a while in place of asking again, unless
 * the grant was stored anew. A request that is under way is not given up when its caller is, since its answer may
 * be the only refresh token that still counts.
 */
export function tokenRenewer(ports: RenewalPorts): TokenRenewer {
  const { clock } = ports
  return {
    async renew({ store, name }, signal, wish = {}) {
      const call = {
        grant: { store, name },
        wish,
        startedAt: clock.now(),
        untilMs: clock.monotonicMs() + PATIENCE,
        signal,
      }
      const work = renewed(call, ports)
      if (ports.freezesWhenAnswered) return work
      // Whoever gave up does not hear of it.
      work.catch(() => undefined)
      return Promise.race([work, givenUp(signal)])
    },
  }
}

async function renewed(call: RenewalCall, ports: RenewalPorts): Promise<Renewal> {
  const { clock, kept, states } = ports
  const { grant, wish, signal } = call
  let underWay: GrantState | undefined
  for (let gap = FIRST_LOOK; ;) {
    const stored = await states.findGrant(referenceText(grant))
    const state = stored ?? { grant: referenceText(grant), version: 0, failures: 0 }
    const isOver = signal.aborted || clock.monotonicMs() >= call.untilMs
    if (isLeased(state, clock.now())) {
      if (isOver) return waitedInVain(state, call)
      underWay ??= state
      await sleep(clock, Math.min(gap, Math.max(0, call.untilMs - clock.monotonicMs())), signal)
      gap = Math.min(2 * gap, LONGEST_LOOK)
      continue
    }
    const access = await kept.findAccess(grant, signal)
    const now = clock.now()
    // A token that another process asked for meanwhile is as new as any that could be asked for now.
    const isBrought =
      underWay !== undefined &&
      underWay.issuedAt !== state.issuedAt &&
      !(await isStoredAnew(state, call, ports))
    const asked = wish.asked && !isBrought
    const need =
      renewalNeed(access, state, { now, ...wish, asked }) ?? (await anewFor(access, state, call, ports))
    if (access && !need) return shutOut(state, access, wish) ?? keptAs(access)
    const remembered = wish.asked ? undefined : await rememberedRefusal(state, call, ports)
    if (remembered)
      return access && isUsable(access, now) ? (shutOut(state, access, wish) ?? keptAs(access)) : remembered
    if (isOver) return waitedInVain(state, call)
    const lease = await takeLease(state, ports)
    const renewal = lease && (await renewAsHolder(lease, call, ports))
    if (renewal) return renewal
  }
}

/** A token that was renewed for a refusal within the hour is renewed again if the grant was stored anew since. */
async function anewFor(
  access: { issuedAt: EpochMs } | undefined,
  { fingerprint }: GrantState,
  call: RenewalCall,
  ports: RenewalPorts,
): Promise<RenewalNeed | undefined> {
  if (access?.issuedAt !== call.wish.refused || fingerprint === undefined) return undefined
  return (await isStoredAnew({ fingerprint }, call, ports)) ? 'refused' : undefined
}

/** Whether another grant is stored than the one that was redeemed last. */
async function isStoredAnew(
  { fingerprint }: Pick<GrantState, 'fingerprint'>,
  { grant, signal }: RenewalCall,
  ports: RenewalPorts,
): Promise<boolean> {
  const reading = await readGrant(grant, signal, ports)
  return reading.kind === 'found' && grantFingerprint(reading.value) !== fingerprint
}

async function rememberedRefusal(
  state: GrantState,
  { grant, signal }: RenewalCall,
  ports: RenewalPorts,
): Promise<Renewal | undefined> {
  const refusal = refusalThatStands(state, ports.clock.now())
  if (!refusal) return undefined
  const reading = await readGrant(grant, signal, ports)
  if (reading.kind !== 'found') return unread(reading)
  const { reason, detail } = refusal
  const isSame = grantFingerprint(reading.value) === state.fingerprint
  return isSame ? { kind: 'refused', reason, detail } : undefined
}

/** Why a mail server refuses a token that is good by the clock, where the endpoint's last refusal tells that. */
function shutOut(
  { refusal }: GrantState,
  { issuedAt }: { issuedAt: EpochMs },
  { refused }: RenewalWish,
): Renewal | undefined {
  if (issuedAt !== refused || !refusal || !isShutOut(refusal.reason)) return undefined
  return { kind: 'refused', reason: refusal.reason, detail: refusal.detail }
}

function waitedInVain({ refusal }: GrantState, { startedAt }: RenewalCall): Renewal {
  const isNew = refusal && refusal.at >= startedAt
  return isNew
    ? { kind: 'refused', reason: refusal.reason, detail: refusal.detail }
    : inVain('another request for this token was still under way')
}

/** Answers when the signal fires. */
function givenUp(signal: AbortSignal): Promise<Renewal> {
  const { promise, resolve } = Promise.withResolvers<Renewal>()
  const answer = () => resolve(inVain('no access token could be had in time'))
  if (signal.aborted) answer()
  else signal.addEventListener('abort', answer, { once: true })
  return promise
}

function inVain(detail: string): Renewal {
  return { kind: 'refused', reason: 'token-endpoint-unavailable', detail }
}

function keptAs({ issuedAt }: { issuedAt: EpochMs }): Renewal {
  return { kind: 'kept', issuedAt }
}
