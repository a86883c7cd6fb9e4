import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { sameSecret } from '../../core/identity/same-secret.ts'

/** Asks a server of ours to prove that it holds its secret: 64 hex digits, new with each question. */
export const CHALLENGE_HEADER = 'x-roundtrip-challenge'
/** The answer: HMAC-SHA256 of challenge and host under the secret (RFC 2104), in hex. */
export const PROOF_HEADER = 'x-roundtrip-proof'

const HEX_256 = /^[0-9a-f]{64}$/

/** 256 random bits in hex. */
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
  return isSecret(challenge) ? proofOf(secret, challenge, headers.host) : undefined
}

/** `host`: where the challenge was sent, as `127.0.0.1:7025`. */
export function isProof(proof: unknown, secret: string, challenge: string, host: string): boolean {
  return typeof proof === 'string' && sameSecret(proof, proofOf(secret, challenge, host))
}

/** Of the host too: who listens elsewhere cannot pass on the question to a server of the same secret. */
function proofOf(secret: string, challenge: string, host = ''): string {
  return createHmac('sha256', secret).update(`${challenge} ${host}`).digest('hex')
}
