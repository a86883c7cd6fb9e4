import { cachedTokens } from '../../../shared/app/tokens/cached-tokens.ts'
import { tokenReader } from '../../../shared/app/tokens/read-token.ts'
import { type RenewalPorts, tokenRenewer } from '../../../shared/app/tokens/renew-token.ts'
import type { Redeemed, TokenKeeper, RenewalWish } from '../../../shared/app/ports/token-renewal.ts'
import { referenceText } from '../../../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import type { Grant } from '../../../shared/core/grant/grant.ts'
import type { AccessToken, RotatedToken } from '../../../shared/core/grant/token.ts'
import { HOUR, type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { sleep } from '../../../shared/app/concurrency/timing.ts'
import { fakeClock } from '../fake-clock.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { memorySecrets } from '../memory/memory-secrets.ts'
import { memoryStore } from '../memory/memory-store.ts'

export const OFFICE: SecretReference = { store: 'ssm', name: 'office' }
export const OFFICE_GRANT = referenceText(OFFICE)

/** What is kept of grants, as the keeper's adapters do it. */
export interface MemoryTokens extends TokenKeeper {
  readonly access: Map<string, AccessToken & { hosts?: readonly string[] }>
  readonly rotated: Map<string, RotatedToken>
  /** Every write, in order: `access` or `refresh`. */
  readonly writes: string[]
}

export function memoryTokens(): MemoryTokens {
  const access = new Map<string, AccessToken & { hosts?: readonly string[] }>()
  const rotated = new Map<string, RotatedToken>()
  const writes: string[] = []
  return {
    access,
    rotated,
    writes,
    findAccess: (grant) => Promise.resolve(access.get(referenceText(grant))),
    putAccess(grant, token, hosts) {
      access.set(referenceText(grant), { ...token, ...(hosts && { hosts }) })
      writes.push('access')
      return Promise.resolve()
    },
    findRotated: (grant) => Promise.resolve(rotated.get(referenceText(grant))),
    putRotated(grant, token) {
      rotated.set(referenceText(grant), token)
      writes.push('refresh')
      return Promise.resolve()
    },
  }
}

/** One request as the endpoint got it. */
export interface Asked {
  grant: Grant
  refreshToken: string | undefined
}

export type Answer = Redeemed | ((asked: Asked) => Redeemed)

export const REFUSED = {
  wrong: refusal('grant-secret-wrong', 'AADSTS7000215: invalid client secret'),
  expired: refusal('grant-login-expired', 'invalid_grant: the token has expired'),
  down: { ...refusal('token-endpoint-unavailable', 'HTTP 503'), isPassing: true },
  throttled: (waitMs: Millis) => ({ ...refusal('token-throttled', 'HTTP 429'), isPassing: true, waitMs }),
}

/** Renewal in memory, with an endpoint whose answers a test scripts. */
export function renewalWorld(grant: object) {
  const clock = fakeClock()
  const world = {
    clock,
    /** As it is stored; undefined: it is not. */
    stored: JSON.stringify(grant) as string | undefined,
    kept: memoryTokens(),
    runs: memoryStore(clock, memoryTable()),
    asked: [] as Asked[],
    /** How long a request takes. */
    tookMs: SECOND,
    /** The answer to each request; default a token for an hour. */
    answer: (() => ({ kind: 'granted', token: tokenOf(world.asked.length), lifetime: HOUR })) as Answer,
  }
  const ports: RenewalPorts = {
    clock,
    grants: memorySecrets(() => world.stored),
    kept: world.kept,
    states: world.runs,
    endpoint: {
      async redeem(redeemed, signal, refreshToken) {
        const asked = { grant: redeemed, refreshToken }
        world.asked.push(asked)
        const answer = typeof world.answer === 'function' ? world.answer(asked) : world.answer
        await sleep(clock, world.tookMs, signal)
        return signal.aborted ? REFUSED.down : answer
      },
    },
  }
  const readerOf = (given: RenewalPorts = ports) =>
    tokenReader({
      kept: given.kept,
      renewer: tokenRenewer(given),
      clock,
      nameOf: ({ name }) => `grant ${name}`,
      howToSet: ({ name }) => `set ${name}`,
    })
  return Object.assign(world, {
    ports,
    readerOf,
    renewer: tokenRenewer(ports),
    reader: readerOf(),
    cached: cachedTokens(readerOf(), { clock }),
    state: () => world.runs.findGrant(OFFICE_GRANT),
    /** Ends after so long. */
    renew: (wish: number | RenewalWish = {}, signal: AbortSignal = new AbortController().signal) =>
      clock.runUntil(
        tokenRenewer(ports).renew(OFFICE, signal, typeof wish === 'number' ? { refused: wish } : wish),
      ),
  })
}

export type RenewalWorld = ReturnType<typeof renewalWorld>

/** What the endpoint hands out at its n-th request. */
export function tokenOf(n: number): string {
  return `eyJ0eXAiOiJKV1QifQ.access-token-number-${String(n)}`
}

function refusal(reason: (Redeemed & { kind: 'refused' })['reason'], detail: string) {
  return { kind: 'refused' as const, reason, detail, isPassing: false }
}
