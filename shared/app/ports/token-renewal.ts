import type { SecretReference } from '../../core/definition/monitor.ts'
import type { EndpointRefusal } from '../../core/grant/endpoint/said-error.ts'
import type { Grant } from '../../core/grant/grant.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import type { AccessToken, RotatedToken } from '../../core/grant/token.ts'
import type { GrantReason } from '../../core/run/statuses.ts'
import type { EpochMs, Millis } from '../../core/time/units.ts'

/** What the token endpoint answered. */
export type Redeemed =
  | {
      kind: 'granted'
      token: string
      lifetime: Millis
      /** A new one, where it rotates. */ refreshToken?: string
    }
  | EndpointRefusal

/** Who asks the token endpoint of a grant. */
export interface TokenEndpoint {
  /**
   * One request; never throws for what the endpoint or the network does. `refreshToken` goes before that of the
   * grant. A signal that fires is `token-endpoint-unavailable`.
   */
  redeem(grant: Grant, signal: AbortSignal, refreshToken?: string): Promise<Redeemed>
}

/** Where access tokens are kept, encrypted, beside the hosts of their grant: runs read them. */
export interface AccessTokenKeeper {
  findAccess(
    grant: SecretReference,
    signal: AbortSignal,
  ): Promise<(AccessToken & { hosts?: readonly string[] }) | undefined>
  /** Nothing is written any more once the signal has fired. */
  putAccess(
    grant: SecretReference,
    token: AccessToken,
    hosts: readonly string[] | undefined,
    signal?: AbortSignal,
  ): Promise<void>
}

/** Where refresh tokens are kept that took the place of those of their grants: who renews reads them, and nobody else. */
export interface RotatedTokenKeeper {
  findRotated(grant: SecretReference, signal: AbortSignal): Promise<RotatedToken | undefined>
  /** Nothing is written any more once the signal has fired. */
  putRotated(grant: SecretReference, token: RotatedToken, signal?: AbortSignal): Promise<void>
}

/** Both, for who renews: the rotated token is stored before the access token that came with it. */
export interface TokenKeeper extends AccessTokenKeeper, RotatedTokenKeeper {}

/** What is known of grants; no secrets. */
export interface GrantStateStore {
  findGrant(grant: string): Promise<GrantState | undefined>
  /** Puts it if the stored version is `state.version - 1` (0: none stored). */
  putGrant(state: GrantState): Promise<boolean>
}

/** Who has a token renewed: the stack's `tokens` function, or this process. */
export interface TokenRenewer {
  /**
   * A token of this grant, as the wish says it, and good for 6 minutes; one request at a time and grant, whoever
   * asks. It is kept when this answers.
   */
  renew(grant: SecretReference, signal: AbortSignal, wish?: RenewalWish): Promise<Renewal>
}

export interface RenewalWish {
  /** When the token was issued that a mail server refused: another is wanted, where there can be one. */
  refused?: EpochMs
  /** Somebody wants to see what the endpoint answers now: whatever stands, and whatever it refused before. */
  asked?: true
}

/** Has a token renewed ahead of its end, and does not wait for it. Throws where it could not be handed over. */
export interface RenewalStarter {
  start(grant: SecretReference): Promise<void>
}

/** `kept`: a token stands where tokens are kept, or the one that stood was left alone. */
export type Renewal =
  | { kind: 'kept'; issuedAt: EpochMs }
  | { kind: 'refused'; reason: GrantReason; detail: string }
  /** The grant cannot be read, as `SecretReading` says it. */
  | { kind: 'missing' | 'forbidden' | 'unreadable'; fullName: string; problem: string }
