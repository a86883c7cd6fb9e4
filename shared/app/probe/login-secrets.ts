import type { LoginSecret, Monitor } from '../../core/definition/monitor.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { storedSecretText } from '../../core/definition/stored-secret.ts'
import type { Warning } from '../../core/run/run.ts'
import type { Clock } from '../ports/clock.ts'
import type { DiagnosticLog } from '../ports/dialogue.ts'
import type { FoundSecret, SecretReader, SecretReading } from '../ports/secrets.ts'
import type { TokenReader, TokenReading } from '../ports/tokens.ts'

/** Where passwords and access tokens are read. `tokens` is absent where no grant can be used. */
export interface LoginSecretPorts {
  secrets: SecretReader
  tokens?: TokenReader
}

/** A run whose logins are read. */
export interface LoginReading {
  monitor: Monitor
  log: DiagnosticLog
  ports: LoginSecretPorts & { clock: Clock }
  signal: AbortSignal
  warnings: Set<Warning>
}

/** What reading one secret of a login came to. */
export interface ReadSecret {
  secret: LoginSecret
  reading: SecretReading | TokenReading
}

/** All that a run logs in with, passwords in one call, each token in one of its own, all at once; `fresh`: see `SecretReader`. */
export async function readLoginSecrets(
  wanted: readonly LoginSecret[],
  { secrets, tokens }: LoginSecretPorts,
  signal: AbortSignal,
  options: { fresh?: boolean } = {},
): Promise<ReadSecret[]> {
  const passwords = wanted.filter(({ kind }) => kind === 'password')
  const grants = wanted.filter(({ kind }) => kind === 'grant')
  const reader = grants.length > 0 ? readerOf(tokens) : undefined
  const [readings, ...ofGrants] = await Promise.all([
    passwords.length > 0 ? secrets.read(passwords, signal, options) : [],
    ...grants.map(async (secret) => reader && { secret, reading: await reader.readToken(secret, signal) }),
  ])
  const ofPasswords = readings.map((reading) => ({
    secret: { kind: 'password', ...reading.reference } as const,
    reading,
  }))
  return [...ofPasswords, ...ofGrants.filter((one) => one !== undefined)]
}

/** The command or setting that would set this secret, for the advice; with hosts, for these. */
export function howToSet(
  secret: LoginSecret,
  { secrets, tokens }: LoginSecretPorts,
  hosts?: readonly string[],
): string {
  const reader = secret.kind === 'grant' ? readerOf(tokens) : secrets
  return reader.howToSet(secret, hosts)
}

/** Hides it in the log, to be called before anybody can say it. */
export function hide({ value, hosts }: FoundSecret, log: DiagnosticLog): void {
  log.hide(value)
  if (hosts) log.hide(storedSecretText({ hosts, value }))
}

/** One for each secret: a password and a grant may be called alike. */
export function secretKey(secret: LoginSecret): string {
  return `${secret.kind} ${referenceText(secret)}`
}

function readerOf(tokens: TokenReader | undefined): TokenReader {
  if (!tokens) throw new Error('there are no grants here')
  return tokens
}
