import type { SecretReference } from '../../core/definition/monitor.ts'
import { isUsable } from '../../core/grant/grant-schedule.ts'
import type { Millis } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { Clock } from '../ports/clock.ts'
import type { AccessTokenKeeper, TokenRenewer } from '../ports/token-renewal.ts'
import type { TokenReader, TokenReading } from '../ports/tokens.ts'

/** A store that is written to in one place may lag in another (SSM: reads are eventually consistent). */
const MOST_LOOKS = 5
const LOOK: Millis = 200

export interface TokenReaderPorts {
  kept: Pick<AccessTokenKeeper, 'findAccess'>
  renewer: TokenRenewer
  clock: Clock
  /** What a grant is and its exact name, as `SSM parameter /roundtrip/Roundtrip/grants/inbox`. */
  nameOf: (grant: SecretReference) => string
  howToSet: TokenReader['howToSet']
}

/** Reads the token that is kept, and has one fetched where none is good by now, or a mail server refused it. */
export function tokenReader({ kept, renewer, clock, nameOf, howToSet }: TokenReaderPorts): TokenReader {
  return {
    howToSet,
    async readToken(grant, signal, { refused } = {}) {
      const named = { reference: grant, fullName: nameOf(grant) }
      const found = await find(grant, signal)
      if (found && isUsable(found, clock.now()) && found.issuedAt !== refused) return reading(named, found)
      const renewal = await renewer.renew(grant, signal, refused === undefined ? {} : { refused })
      if (renewal.kind === 'refused') return { ...named, ...renewal }
      if (renewal.kind !== 'kept') return { ...renewal, reference: grant }
      return readRenewed(named, renewal.issuedAt, signal)
    },
  }

  function find(grant: SecretReference, signal: AbortSignal) {
    return kept.findAccess({ store: grant.store, name: grant.name }, signal)
  }

  async function readRenewed(
    named: Pick<TokenReading, 'reference' | 'fullName'>,
    issuedAt: number,
    signal: AbortSignal,
  ): Promise<TokenReading> {
    for (let looks = 0; looks < MOST_LOOKS && !signal.aborted; looks += 1) {
      if (looks > 0) await sleep(clock, LOOK, signal)
      const found = await find(named.reference, signal)
      if (found && (found.issuedAt === issuedAt || isNewer(found, issuedAt))) return reading(named, found)
    }
    const detail = signal.aborted
      ? 'no token could be had in time'
      : 'a token was fetched, but could not be read yet where it is kept'
    return { ...named, kind: 'refused', reason: 'token-endpoint-unavailable', detail }
  }

  function isNewer(found: Found, issuedAt: number): boolean {
    return found.issuedAt > issuedAt && isUsable(found, clock.now())
  }
}

type Found = NonNullable<Awaited<ReturnType<AccessTokenKeeper['findAccess']>>>

function reading(
  named: Pick<TokenReading, 'reference' | 'fullName'>,
  { token, issuedAt, expiresAt, hosts }: Found,
): TokenReading {
  return { ...named, kind: 'found', value: token, issuedAt, expiresAt, ...(hosts && { hosts }) }
}
