import type { EpochMs } from '../time/units.ts'

/**
 * Characters, of access and refresh tokens alike: Microsoft's longest have some 5,000, and SSM holds 8 KB, with the
 * hosts beside it.
 */
export const LONGEST_TOKEN = 6_500

/** An access token as it is kept: `issuedAt` tells two of one grant apart. */
export interface AccessToken {
  token: string
  issuedAt: EpochMs
  expiresAt: EpochMs
}

/** The refresh token that the endpoint handed out last, and which stored grant it descends from. */
export interface RotatedToken {
  refreshToken: string
  /** Fingerprint of the grant as it was stored: a new login begins anew. */
  grantFingerprint: string
}
