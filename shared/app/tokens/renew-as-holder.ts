import type { Problem } from '../../core/definition/monitor.ts'
import { grantFingerprint } from '../../core/grant/grant-fingerprint.ts'
import { type RenewalNeed, isUsable, renewalNeed } from '../../core/grant/grant-schedule.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import { endOfGrant } from '../../core/grant/grant-summary.ts'
import { renewAt, retryIn } from '../../core/grant/grant-times.ts'
import type { Grant } from '../../core/grant/grant.ts'
import { parseGrant } from '../../core/grant/parse-grant.ts'
import type { AccessToken } from '../../core/grant/token.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import type { EpochMs, Millis } from '../../core/time/units.ts'
import type { SecretReading } from '../ports/secrets.ts'
import type { Renewal } from '../ports/token-renewal.ts'
import type { GrantChange, GrantLease } from './grant-lease.ts'
import { readGrant, unread } from './read-grant.ts'
import { type Answered, redeemPatiently } from './redeem-grant.ts'
import type { RenewalCall, RenewalPorts } from './renewal-ports.ts'
import { storeToken } from './store-token.ts'

const MAX_DETAIL = 300

/**
 * Fetches and stores a token under the lease, if one is still wanted. Undefined: the lease was lost, and whoever
 * has it does the same. Throws when a store cannot be asked; the lease is given back then, if that can be done.
 */
export async function renewAsHolder(
  lease: GrantLease,
  call: RenewalCall,
  ports: RenewalPorts,
): Promise<Renewal | undefined> {
  try {
    return await renewHeld(lease, call, ports)
  } catch (error) {
    await lease.end({}).catch(() => undefined)
    throw error
  }
}

async function renewHeld(
  lease: GrantLease,
  call: RenewalCall,
  ports: RenewalPorts,
): Promise<Renewal | undefined> {
  const { clock, kept } = ports
  const { grant } = call
  const never = new AbortController().signal
  const isUsed = ports.isUsed?.(grant).catch(() => true) ?? Promise.resolve(true)
  const reading = await readGrant(grant, never, ports)
  // Once more: whoever had the lease before may have stored one.
  const access = await kept.findAccess(grant, never)
  const standing = access && isUsable(access, clock.now()) ? keptAs(access) : undefined
  const need = needOf(access, lease.state, reading, call, clock.now())

  if (standing && (!need || (need === 'ahead' && !(await isUsed)))) {
    await lease.end(need ? { renewAt: undefined } : {})
    return standing
  }
  if (reading.kind !== 'found') {
    await lease.end({ ...(await failure()), refusal: undefined })
    return standing ?? unread(reading)
  }
  const fingerprint = grantFingerprint(reading.value)
  const parsed = parseGrant(reading.value)
  const answered = parsed.ok
    ? await redeemPatiently({ grant: parsed.grant, fingerprint, isAhead: !!standing }, lease, call, ports)
    : invalid(parsed.problems)
  if (!answered) return undefined
  const known = { fingerprint, ...(parsed.ok && endIn(parsed.grant, lease.state)) }

  if (answered.kind === 'refused') {
    const { reason, detail, waitMs } = answered
    const refusal = { reason, detail, at: clock.now() }
    await lease.end({ ...known, ...(await failure(waitMs)), refusal })
    return standing ?? { kind: 'refused', reason, detail }
  }
  const granted = { grant, answered, fingerprint, hosts: reading.hosts, issuedBefore: access?.issuedAt }
  const token = await storeToken(granted, lease, ports)
  if (!token) return undefined
  const { issuedAt, expiresAt } = token
  await lease.end({
    ...known,
    issuedAt,
    expiresAt,
    failures: 0,
    refusal: undefined,
    renewAt: (await isUsed) ? renewAt(token) : undefined,
    ...(need === 'refused' && { renewedForRefusalAt: clock.now() }),
  })
  return keptAs(token)

  async function failure(waitMs: Millis = 0): Promise<GrantChange> {
    const failures = lease.state.failures + 1
    return { failures, renewAt: (await isUsed) ? clock.now() + retryIn(failures, waitMs) : undefined }
  }
}

/** A token that was renewed for a refusal within the hour is renewed again for a grant that was stored anew since. */
function needOf(
  access: AccessToken | undefined,
  state: GrantState,
  reading: SecretReading,
  { refused }: RenewalCall,
  now: EpochMs,
): RenewalNeed | undefined {
  const need = renewalNeed(access, state, { now, refused })
  if (need || access?.issuedAt !== refused || reading.kind !== 'found') return need
  return state.fingerprint === grantFingerprint(reading.value) ? undefined : 'refused'
}

/** When what proves the client ends; another end is told anew. */
function endIn(grant: Grant, state: GrantState): GrantChange {
  const endsAt = endOfGrant(grant)
  return endsAt === state.endsAt ? {} : { endsAt, toldDays: undefined }
}

function invalid(problems: readonly Problem[]): Answered {
  const detail = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return { kind: 'refused', reason: 'grant-invalid', detail: tameLine(detail, MAX_DETAIL), isPassing: false }
}

function keptAs({ issuedAt }: { issuedAt: EpochMs }): Renewal {
  return { kind: 'kept', issuedAt }
}
