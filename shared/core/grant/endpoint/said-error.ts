import type { GrantReason } from '../../run/statuses.ts'
import type { EpochMs, Millis } from '../../time/units.ts'
import type { Grant, Provider } from '../grant.ts'

/** What came back over HTTP. */
export interface EndpointAnswer {
  status: number
  /** The header of that name. */
  retryAfter?: string | undefined
  /** At most 64 KB. */
  text: string
}

/** Who was asked, with what. */
export interface Asked {
  provider: Provider
  /** `login`: no grant yet, but a user who logs in. */
  kind: Grant['kind'] | 'login'
  /** The host that was asked. */
  host: string
  now: EpochMs
  loggedInAt?: EpochMs | undefined
  /** The client secret that was sent has the form of a secret's ID. */
  sentSecretId?: boolean
  /** A text without the secrets that were sent, in any spelling. */
  hide: (text: string) => string
}

export interface EndpointRefusal {
  kind: 'refused'
  reason: GrantReason
  /** Tamed, at most 300 characters. */
  detail: string
  /** A later try may well succeed. */
  isPassing: boolean
  /** As the endpoint wishes (Retry-After). */
  waitMs?: Millis
  /** Another than was sent, which came beside an access token that cannot be used. Secret. */
  refreshToken?: string
}

/** The error of RFC 6749 §5.2, and what Microsoft and Google add to it. */
export interface SaidError {
  error: string
  suberror: string
  words: string
  /** The numbers of Microsoft, in its order. */
  codes: readonly number[]
  correlationId: string
  timestamp: string
}
