import type { Problem } from '../../core/definition/monitor.ts'
import { grantFingerprint } from '../../core/grant/grant-fingerprint.ts'
import {
  type RenewalNeed,
  isUsable,
  nextLookAt,
  renewalNeed,
  toldBefore,
  triedForRefusal,
} from '../../core/grant/grant-schedule.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import { endOfGrant } from '../../core/grant/grant-summary.ts'
import { renewAt, retryIn } from '../../core/grant/grant-times.ts'
import type { Grant } from '../../core/grant/grant.ts'
import { parseGrant } from '../../core/grant/parse-grant.ts'
import type { AccessToken } from '../../core/grant/token.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import { isShutOut } from '../../core/run/statuses.ts'
import type { EpochMs, Millis } from '../../core/time/units.ts'
import type { SecretReading } from '../ports/secrets.ts'
import type { Renewal } from '../ports/token-renewal.ts'
import type { GrantChange, GrantLease } from './grant-lease.ts'
import { readGrant, unread } from './read-grant.ts'
import { hostsInForce, withoutLostHosts } from './hosts-in-force.ts'
import { type Answered, redeemPatiently } from './redeem-grant.ts'
import type { RenewalCall, RenewalPorts } from './renewal-ports.ts'
import { storeToken } from './store-token.ts'

const MAX_DETAIL = 300

/** Of a provider whose mail servers nobody knows. */
const WITHOUT_HOSTS = {
  ok: false,
  problems: [
    {
      path: '',
      message: 'it is stored without the hosts of its mail servers: set it again with `--host HOST`',
    },
  ],
} as const

/** What is known of a grant that was deleted: it ends no more. */
const NOT_THERE: GrantChange = {
  renewAt: undefined,
  refusal: undefined,
  endsAt: undefined,
  toldDays: undefined,
}

type KeptToken = AccessToken & { hosts?: readonly string[] }

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
    await lease.end({ renewAt: access && (await isUsed) ? nextLookAt(access, clock.now()) : undefined })
    return standing
  }
  if (reading.kind === 'missing' && access && standing) {
    const ended = { ...access, expiresAt: access.issuedAt }
    const isStored = await lease.store((signal) => kept.putAccess(grant, ended, access.hosts, signal))
    if (!isStored) return undefined
    await lease.end({ ...NOT_THERE, expiresAt: undefined })
    return unread(reading)
  }
  if (reading.kind !== 'found') {
    await lease.end({
      ...(await failure()),
      refusal: undefined,
      ...(reading.kind === 'missing' && NOT_THERE),
    })
    return standing ?? unread(reading)
  }
  const fingerprint = grantFingerprint(reading.value)
  const hosts = hostsInForce(reading)
  const parsed = hosts?.length === 0 ? WITHOUT_HOSTS : parseGrant(reading.value)
  const answered = parsed.ok
    ? await redeemPatiently({ grant: parsed.grant, fingerprint, isAhead: !!standing }, lease, call, ports)
    : invalid(parsed.problems)
  if (!answered) return undefined
  const known = { fingerprint, ...(parsed.ok && endIn(parsed.grant, lease.state, clock.now())) }

  if (answered.kind === 'refused') {
    const { reason, detail, waitMs } = answered
    const refusal = { reason, detail, at: clock.now() }
    const tried = need === 'refused' && { renewedForRefusalAt: triedForRefusal(clock.now()) }
    const stands = access && standing && (await withoutLostHosts(access, hosts, lease, call, ports))
    if (stands === 'lost') return undefined
    const gone = stands === 'gone' && { expiresAt: undefined }
    await lease.end({ ...known, ...(await failure(waitMs)), ...tried, ...gone, refusal })
    const isAnswer =
      stands === 'gone' || call.wish.asked === true || (need === 'refused' && isShutOut(reason))
    return standing && !isAnswer ? standing : { kind: 'refused', reason, detail }
  }
  const granted = { grant, answered, fingerprint, hosts, issuedBefore: access?.issuedAt }
  const token = await storeToken(granted, lease, ports)
  if (!token) return undefined
  const { issuedAt, expiresAt } = token
  await lease.end({
    ...known,
    issuedAt,
    expiresAt,
    failures: 0,
    refusal: undefined,
    renewAt: (await isUsed) ? nextLookAt(token, clock.now()) : undefined,
    ...(need === 'refused' && { renewedForRefusalAt: clock.now() }),
  })
  return keptAs(token)

  async function failure(waitMs: Millis = 0): Promise<GrantChange> {
    const failures = lease.state.failures + 1
    return { failures, renewAt: (await isUsed) ? clock.now() + retryIn(failures, waitMs) : undefined }
  }
}

/**
 * As `renewalNeed`, by what is stored now: a grant, or hosts, that are others than those of the token are a need of
 * their own, whatever was refused; and a look at one that is the same comes before its time to be renewed.
 */
function needOf(
  access: KeptToken | undefined,
  state: GrantState,
  reading: SecretReading,
  { wish }: RenewalCall,
  now: EpochMs,
): RenewalNeed | 'changed' | undefined {
  const need = renewalNeed(access, state, { now, ...wish })
  if (!access || need === 'missing' || need === 'asked') return need
  const isFor = access.issuedAt === wish.refused ? 'refused' : 'changed'
  if (reading.kind === 'missing') return 'changed'
  if (reading.kind === 'found' && !isOf(access, reading, state)) return isFor
  // After a refusal the token may be that of the grant before.
  return need === 'ahead' && now < renewAt(access) && !state.refusal ? undefined : need
}

/** Whether the token was fetched with this grant, as far as is known, and is for its hosts. */
function isOf(
  { hosts = [] }: KeptToken,
  reading: SecretReading & { kind: 'found' },
  { fingerprint }: GrantState,
): boolean {
  const isSame = fingerprint === undefined || fingerprint === grantFingerprint(reading.value)
  return isSame && hosts.join() === (hostsInForce(reading) ?? []).join()
}

/** When what proves the client ends; another end is told anew, and so is one that was told by a wrong clock. */
function endIn(grant: Grant, state: GrantState, now: EpochMs): GrantChange {
  const endsAt = endOfGrant(grant)
  const isTold = endsAt === state.endsAt && toldBefore(state, now) === state.toldDays
  return isTold ? {} : { endsAt, toldDays: undefined }
}

function invalid(problems: readonly Problem[]): Answered {
  const detail = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return { kind: 'refused', reason: 'grant-invalid', detail: tameLine(detail, MAX_DETAIL), isPassing: false }
}

function keptAs({ issuedAt }: { issuedAt: EpochMs }): Renewal {
  return { kind: 'kept', issuedAt }
}
