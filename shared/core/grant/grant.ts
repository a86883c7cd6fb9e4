import type { EpochMs } from '../time/units.ts'

/** Microsoft's sovereign clouds, each with endpoints of its own: `grant-endpoints.ts`. */
export type Cloud = 'global' | 'us-gov' | 'china'

/** What proves to Microsoft that the app is ours: a client secret, or a certificate with its key. */
export type ClientProof =
  | { kind: 'secret'; clientSecret: string; /** Where it is written down. */ endsAt?: EpochMs }
  | {
      kind: 'certificate'
      /** PEM. */ certificate: string
      /** PKCS #8, PEM. */ privateKey: string
      endsAt: EpochMs
    }

/**
 * What access tokens are fetched with; one grant is one token at a time. All of it is the secret, its endpoint
 * included: a row names a grant and nothing of what is in it.
 */
export type Grant =
  /** Microsoft 365 (RFC 6749 §4.4): an app that acts by itself. */
  | {
      kind: 'client-credentials'
      /** Absent where `tokenEndpoint` is written. */
      tenant?: string
      clientId: string
      proof: ClientProof
      scope: string
      tokenEndpoint: string
    }
  /** Google Workspace (RFC 7523): a service account that acts as one user by domain-wide delegation. */
  | {
      kind: 'service-account'
      clientEmail: string
      /** PKCS #8, PEM. */
      privateKey: string
      privateKeyId?: string
      /** The mailbox: the `sub` of each assertion. */
      user: string
      scope: string
      tokenEndpoint: string
    }
  /** A user's own consent (RFC 6749 §6): what `roundtrip oauth login` stores. */
  | {
      kind: 'refresh-token'
      provider: Provider
      clientId: string
      /** Absent for public clients. */
      clientSecret?: string
      clientSecretEndsAt?: EpochMs
      refreshToken: string
      /** When the user logged in; absent where nobody wrote it down. */
      loggedInAt?: EpochMs
      scope: string
      tokenEndpoint: string
    }

/** Whose words and consoles the advice speaks of. */
export type Provider = 'microsoft' | 'google' | 'other'

export function providerOf(grant: Grant): Provider {
  switch (grant.kind) {
    case 'client-credentials':
      return grant.tenant === undefined ? 'other' : 'microsoft'
    case 'service-account':
      return 'google'
    case 'refresh-token':
      return grant.provider
    default:
      return grant satisfies never
  }
}
