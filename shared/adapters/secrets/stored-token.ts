import * as v from 'valibot'

import { parseStoredSecret, storedSecretText } from '../../core/definition/stored-secret.ts'
import type { AccessToken, RotatedToken } from '../../core/grant/token.ts'
import { parsedJson } from '../../core/redaction/parsed-json.ts'

/** An access token, and the hosts of its grant; without them: for any. */
export type KeptToken = AccessToken & { hosts?: readonly string[] }

const filled = v.pipe(v.string(), v.minLength(1))
const instant = v.pipe(v.number(), v.safeInteger())

const accessToken = v.object({
  token: filled,
  issuedAt: instant,
  expiresAt: instant,
} satisfies Record<keyof AccessToken, v.GenericSchema>)

const rotatedToken = v.object({
  refreshToken: filled,
  grantFingerprint: filled,
} satisfies Record<keyof RotatedToken, v.GenericSchema>)

/** The text that is stored: JSON, in the form of stored secrets where its grant has hosts. */
export function accessTokenText({ hosts, token, issuedAt, expiresAt }: KeptToken): string {
  const value = JSON.stringify({ token, issuedAt, expiresAt } satisfies AccessToken)
  return hosts ? storedSecretText({ hosts, value }) : value
}

/** What cannot be read is no token: a new one is fetched. */
export function parseAccessToken(text: string): KeptToken | undefined {
  const stored = parseStoredSecret(text)
  if (stored.kind === 'unreadable') return undefined
  const read = v.safeParse(accessToken, parsedJson(stored.value))
  if (!read.success) return undefined
  return stored.kind === 'bound' ? { ...read.output, hosts: stored.hosts } : read.output
}

export function rotatedTokenText({ refreshToken, grantFingerprint }: RotatedToken): string {
  return JSON.stringify({ refreshToken, grantFingerprint } satisfies RotatedToken)
}

/** What cannot be read is none: the refresh token of the grant is used. */
export function parseRotatedToken(text: string): RotatedToken | undefined {
  const read = v.safeParse(rotatedToken, parsedJson(text))
  return read.success ? read.output : undefined
}
