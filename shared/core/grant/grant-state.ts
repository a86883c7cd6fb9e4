import type { GrantReason } from '../run/statuses.ts'
import type { EpochMs } from '../time/units.ts'

/** Why the last request for a token came to nothing. */
export interface GrantRefusal {
  reason: GrantReason
  /** The endpoint's words, tamed, at most 300 characters, no secrets: with Microsoft's code, correlation id and time. */
  detail: string
  at: EpochMs
}

/**
 * What is known of one grant, and no secret of it: who renews its token now, when it is renewed next, when it ends.
 */
export interface GrantState {
  /** As a definition writes it: `ssm:NAME`. */
  grant: string
  /** From 1 on; rises with each write. */
  version: number
  /** Somebody asks the endpoint until then at the longest; others wait. Absent: nobody does. */
  leaseUntil?: EpochMs
  /** Of the stored grant that was asked with last: `grantFingerprint`. */
  fingerprint?: string
  /** Of the access token that is kept; absent: none was ever fetched. */
  issuedAt?: EpochMs
  expiresAt?: EpochMs
  /** When it is renewed ahead of its end, or asked for again after a refusal; absent: when a run asks, as no monitor names it. */
  renewAt?: EpochMs
  /** Requests in a row that were refused. */
  failures: number
  refusal?: GrantRefusal
  /** A mail server refused a good token, and it was renewed for that last. */
  renewedForRefusalAt?: EpochMs
  /** When the client secret or the certificate ends; absent where nobody wrote it down. */
  endsAt?: EpochMs
  /** How many days ahead of `endsAt` it was told last: 21, 7 or 1. */
  toldDays?: number
}
