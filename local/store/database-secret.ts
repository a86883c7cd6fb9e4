import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { sameSecret } from '../same-secret.ts'

/** Asks the database to prove that it holds the secret: 64 hex digits, new with each question. */
export const CHALLENGE_HEADER = 'x-roundtrip-challenge'
/** The answer: HMAC-SHA256 of the challenge under the secret (RFC 2104), in hex. */
export const PROOF_HEADER = 'x-roundtrip-proof'

const HEX_256 = /^[0-9a-f]{64}$/

/** 256 random bits in hex: whoever holds it may read and write the embedded database. */
export function newSecret(): string {
  return randomBytes(32).toString('hex')
}

export const newChallenge = newSecret

export function isSecret(value: unknown): value is string {
  return typeof value === 'string' && HEX_256.test(value)
}

/** `undefined`: the request asks for no proof, or not in the form that it has. */
export function proofAskedOf(secret: string, headers: IncomingHttpHeaders): string | undefined {
  const challenge = headers[CHALLENGE_HEADER]
  return isSecret(challenge) ? proofOf(secret, challenge) : undefined
}

export function isProof(proof: unknown, secret: string, challenge: string): boolean {
  return typeof proof === 'string' && sameSecret(proof, proofOf(secret, challenge))
}

/**
 * Whether the request holds the secret: it is the access key id of our clients, which stands in each request
 * of the SDK (AWS Signature Version 4, "Authorization header").
 */
export function holdsSecret(secret: string, { authorization = '' }: IncomingHttpHeaders): boolean {
  const [, given] = /^AWS4-HMAC-SHA256 Credential=([^/,\s]{1,128})\//.exec(authorization) ?? []
  return given !== undefined && sameSecret(given, secret)
}

function proofOf(secret: string, challenge: string): string {
  return createHmac('sha256', secret).update(challenge).digest('hex')
}
