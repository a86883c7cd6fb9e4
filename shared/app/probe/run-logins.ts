import { isBroken } from '../../core/definition/secret-value.ts'
import type { Monitor, SecretReference } from '../../core/definition/monitor.ts'
import type { Outcome, Warning } from '../../core/run/run.ts'
import { storedSecretText } from '../../core/definition/stored-secret.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { DiagnosticLog } from '../ports/dialogue.ts'
import type { Login } from '../ports/login.ts'
import type { FoundSecret, SecretReading } from '../ports/secrets.ts'
import type { ProbePorts } from '../ports/run-ports.ts'
import { type SideToLogIn, mayBeSaidTo, notForHost, sidesToLogIn } from './secret-for-host.ts'
import { type LoginSource, type RenewableLogin, type SideLogin, sideLogin } from './side-login.ts'
import { unusableSecrets } from './unusable-secrets.ts'

/** `smtp` is absent where the monitor does not log in to send. */
export interface RunLogins<L extends SideLogin = SideLogin> {
  mailbox: L
  smtp?: L
  /** For the look at `mailbox.junkServer`; absent where there is none. */
  junk?: () => JunkLogin
}

/** The mailbox's login as it is said by now, unless its secret is not for the host of `junkServer`. */
export type JunkLogin = Login | { kind: 'not-for-host'; detail: string }

export type LoginsRead = { ok: true; logins: RunLogins<RenewableLogin> } | { ok: false; outcome: Outcome }

interface Reading {
  monitor: Monitor
  log: DiagnosticLog
  ports: Pick<ProbePorts, 'secrets' | 'clock'>
  signal: AbortSignal
  warnings: Set<Warning>
}

/**
 * Reads all passwords of a run in one call and hides them in its log; or says which cannot be had. Throws
 * what the store throws.
 */
export async function readLogins(run: Reading): Promise<LoginsRead> {
  const { monitor, log, ports, signal, warnings } = run
  const { mailbox, smtp } = sidesToLogIn(monitor)
  const sides = smtp ? [mailbox, smtp] : [mailbox]
  const references = distinct(sides.map(({ reference }) => reference))
  const readings = await ports.secrets.read(references, signal)
  const values = valuesOf(readings, log)
  const outcome = unusableSecrets(sides, readings, ports.secrets)
  if (outcome) return { ok: false, outcome }
  for (const reading of readings)
    if (reading.kind === 'found' && reading.warning) warnings.add(reading.warning)

  const readAgain = onceOnly(() => freshValues(run, references))
  const loginOf = (side: SideToLogIn) => sideLogin(storedPassword(side, { run, values, readAgain }), ports)
  const logins = { mailbox: loginOf(mailbox), ...(smtp && { smtp: loginOf(smtp) }) }
  const junk = junkLogin(run, logins.mailbox, readings)
  return { ok: true, logins: { ...logins, ...(junk && { junk }) } }
}

/** One that was renewed meanwhile was not looked up for that host: it is not said there in this run. */
function junkLogin(
  { monitor, ports }: Reading,
  mailbox: RenewableLogin,
  readings: readonly SecretReading[],
): (() => JunkLogin) | undefined {
  const { junkServer, password: reference } = monitor.mailbox
  if (!junkServer) return undefined
  const side = { side: 'mailbox', field: 'junkServer', reference, host: junkServer.host } as const
  const refusal = notForHost([side], readings, ports.secrets)
  const password = mailbox.secret
  return () => {
    if (refusal) return { kind: 'not-for-host', detail: refusal.detail }
    if (mailbox.secret === password) return { kind: 'password', password }
    return { kind: 'not-for-host', detail: 'the stored password has changed during the run' }
  }
}

/** What was found, by reference, as `ssm:inbox`. */
type Values = ReadonlyMap<string, FoundSecret>

/** A stored password, which may have been changed: to renew it is to read past the cache, once a run. */
function storedPassword(
  { side, reference, host }: SideToLogIn,
  { run, values, readAgain }: { run: Reading; values: Values; readAgain: () => Promise<Values> },
): LoginSource {
  const { log, warnings } = run
  const key = referenceText(reference)
  const found = values.get(key)
  if (!found) throw new Error(`nothing was said of ${key} when it was read`)
  let password = found.value
  return {
    login: { kind: 'password', password },
    async renew(cancel) {
      const stored = (await readAgain()).get(key)
      if (!stored || cancel.aborted) return undefined
      const hindrance = notRenewed(stored, password, host)
      if (hindrance !== undefined) {
        log.note(`${side}: the stored password ${hindrance}`)
        return undefined
      }
      log.note(`${side}: the stored password has changed: logging in once more`)
      warnings.add('secret-re-read')
      password = stored.value
      return { kind: 'password', password }
    },
  }
}

/** Why what is stored by now is not said in place of this password; undefined where it is. */
function notRenewed(stored: FoundSecret, password: string, host: string): string | undefined {
  if (stored.value === password) return 'has not changed'
  if (isBroken(stored.value)) return 'has a line break'
  return mayBeSaidTo(host, stored) ? undefined : 'has changed, and is for other hosts'
}

/** What is stored by now, hidden in the log before anybody can say it; empty where it cannot be read. */
async function freshValues(
  { log, ports, signal }: Reading,
  references: readonly SecretReference[],
): Promise<Values> {
  try {
    const readings = await ports.secrets.read(references, signal, { fresh: true })
    for (const reading of readings) {
      if (reading.kind !== 'found') log.note(`read again: ${reading.fullName} ${reading.problem}`)
    }
    return valuesOf(readings, log)
  } catch (error) {
    log.note(`the stored passwords could not be read again: ${String(error)}`)
    return new Map()
  }
}

function valuesOf(readings: readonly SecretReading[], log: DiagnosticLog): Values {
  const values = new Map<string, FoundSecret>()
  for (const reading of readings) {
    if (reading.kind !== 'found') continue
    const { reference, value, hosts } = reading
    log.hide(value)
    if (hosts) log.hide(storedSecretText({ hosts, value }))
    values.set(referenceText(reference), reading)
  }
  return values
}

function distinct(references: readonly SecretReference[]): SecretReference[] {
  return [...new Map(references.map((reference) => [referenceText(reference), reference])).values()]
}

function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => (done ??= work())
}
