import type { SecretReference } from '../../core/definition/monitor.ts'
import type { GrantReason } from '../../core/run/statuses.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { SecretReading } from './secrets.ts'

/**
 * What asking for a token came to: the token as `value`, for the hosts of its grant; why its grant cannot be read,
 * as of any secret; or why none can be had with it.
 */
export type TokenReading =
  | (SecretReading & { kind: 'found' } & { issuedAt: EpochMs; expiresAt: EpochMs })
  | Exclude<SecretReading, { kind: 'found' }>
  | (Pick<SecretReading, 'reference' | 'fullName'> & {
      kind: 'refused'
      reason: GrantReason
      /** One sentence, tamed. */
      detail: string
    })

/** Where runs get access tokens. Whoever reads here never redeems a grant. */
export interface TokenReader {
  /**
   * The token of this grant, good for 6 minutes at least; where there is none by now, one is fetched and waited for
   * until the signal fires, which is `token-endpoint-unavailable`. `refused`: when the token was issued that a mail
   * server has just refused; a newer one where there can be, else the same. Throws only when a store cannot be
   * asked at all.
   */
  readToken(
    grant: SecretReference,
    signal: AbortSignal,
    options?: { refused?: EpochMs },
  ): Promise<TokenReading>
  /** The command or setting that would set this grant here; with hosts, for these. */
  howToSet(grant: SecretReference, hosts?: readonly string[]): string
}
