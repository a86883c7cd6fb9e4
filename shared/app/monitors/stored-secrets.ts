import type { HeldHosts } from './secret-hosts.ts'
import { redactor } from '../../core/redaction/redact.ts'
import type { SecretReading } from '../ports/secrets.ts'

/** Causes that are looked into. */
const MOST_CAUSES = 5

/**
 * The hosts of the secret that is to be replaced: a new password of the same login is for the same servers,
 * whatever a row says by now. `unknown` where it cannot be read.
 */
export async function heldHosts(read: () => Promise<SecretReading | undefined>): Promise<HeldHosts> {
  try {
    const reading = await read()
    if (reading?.kind === 'found') return reading.hosts ?? []
    return reading?.kind === 'missing' ? [] : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** Does what is done with these secrets; what is thrown holds none of them: a store may quote what it refuses. */
export async function withoutQuotes<T>(secrets: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { hide, apply } = redactor()
    secrets.forEach(hide)
    let one = error
    for (let depth = 0; depth < MOST_CAUSES && one instanceof Error; depth++) {
      one.message = apply(one.message)
      if (one.stack !== undefined) one.stack = apply(one.stack)
      one = one.cause
    }
    throw error
  }
}
