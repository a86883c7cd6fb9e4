import type { Monitor, SecretReference } from '../../core/definition/monitor.ts'
import type { Outcome, Warning } from '../../core/run/run.ts'
import { storedSecretText } from '../../core/definition/stored-secret.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { isRefusedLogin } from '../../core/run/verdict.ts'
import type { DiagnosticLog } from '../ports/dialogue.ts'
import type { Login } from '../ports/login.ts'
import type { FoundSecret, SecretReader, SecretReading } from '../ports/secrets.ts'
import { ProbeError, afterLogin } from '../ports/probe-error.ts'
import type { ProbePorts } from '../ports/run-ports.ts'
import { type SideToLogIn, mayBeSaidTo, notForHost, sidesToLogIn } from './secret-for-host.ts'

/** The login of one side during one run. */
export interface SideLogin {
  /**
   * What `attempt` comes to, which opens a session and logs in with this. Where the server refuses the login,
   * a newer one is asked for; with that `attempt` is called once more. Where there is none, the refusal is
   * thrown on, with the mark `afterLogin` where this login was taken before.
   */
  logIn<T>(attempt: (login: Login) => Promise<T>, cancel: AbortSignal): Promise<T>
}

/** The same before it is known whether it may be tried. */
export interface RenewableLogin extends SideLogin {
  /** What is said to the server now; another one once it was renewed. */
  readonly secret: string
  /** Asks for a newer login, and has `logIn` say that from then on; false where there is none. Never throws. */
  renew(cancel: AbortSignal): Promise<boolean>
}

/** `smtp` is absent where the monitor does not log in to send. */
export interface RunLogins<L extends SideLogin = SideLogin> {
  mailbox: L
  smtp?: L
}

export type LoginsRead = { ok: true; logins: RunLogins<RenewableLogin> } | { ok: false; outcome: Outcome }

/** A login, and the way to a newer one. */
interface LoginSource {
  readonly login: Login
  /** After a refusal: a newer login; undefined where there is none, or `cancel` has fired. Never throws. */
  renew(cancel: AbortSignal): Promise<Login | undefined>
}

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
  const outcome =
    notHad(readings, ports.secrets) ??
    notForHost(sides, readings, ports.secrets) ??
    notSayable(sides, values, ports.secrets)
  if (outcome) return { ok: false, outcome }
  for (const reading of readings)
    if (reading.kind === 'found' && reading.warning) warnings.add(reading.warning)

  const readAgain = onceOnly(() => freshValues(run, references))
  const loginOf = (side: SideToLogIn) => sideLogin(storedPassword(side, { run, values, readAgain }), ports)
  return { ok: true, logins: { mailbox: loginOf(mailbox), ...(smtp && { smtp: loginOf(smtp) }) } }
}

function sideLogin({ login, renew }: LoginSource, { clock }: Pick<ProbePorts, 'clock'>): RenewableLogin {
  let latest = login
  let taken: Login | undefined
  async function tryLatest<T>(attempt: (login: Login) => Promise<T>): Promise<T> {
    const done = await attempt(latest)
    taken = latest
    return done
  }
  async function renewLatest(cancel: AbortSignal): Promise<boolean> {
    const newer = await renew(cancel)
    latest = newer ?? latest
    return newer !== undefined
  }
  return {
    get secret() {
      return latest.kind === 'password' ? latest.password : latest.token
    },
    renew: renewLatest,
    async logIn(attempt, cancel) {
      try {
        return await tryLatest(attempt)
      } catch (error) {
        if (!(error instanceof ProbeError) || !isRefusedLogin(error.evidence)) throw error
        error.atMs ??= clock.monotonicMs()
        if (!(await renewLatest(cancel))) throw taken === latest ? afterLogin(error) : error
        return tryLatest(attempt)
      }
    },
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

const REASONS = {
  missing: 'secret-not-found',
  forbidden: 'secret-forbidden',
  unreadable: 'monitor-invalid',
} as const

/** Every password that cannot be had, by its exact name; the reason is that of the first. */
function notHad(readings: readonly SecretReading[], secrets: SecretReader): Outcome | undefined {
  const problems = readings.flatMap((reading) => {
    const { kind, fullName, reference } = reading
    if (kind === 'found') return []
    const again = kind === 'unreadable' ? ' again' : ''
    const remedy = kind === 'forbidden' ? '' : `; set it${again}: ${secrets.howToSet(reference)}`
    return [{ kind, detail: `${fullName} ${reading.problem}${remedy}` }]
  })
  const [first] = problems
  if (!first) return undefined
  return {
    kind: 'inconclusive',
    reason: REASONS[first.kind],
    detail: problems.map(({ detail }) => detail).join('; '),
  }
}

function notSayable(
  sides: readonly SideToLogIn[],
  values: Values,
  secrets: SecretReader,
): Outcome | undefined {
  const broken = sides.find(({ reference }) => isBroken(values.get(referenceText(reference))?.value ?? ''))
  if (!broken) return undefined
  const { side, reference } = broken
  const detail = `${side}.password: ${referenceText(reference)} holds a line break or a NUL, which no server can be told; set it again: ${secrets.howToSet(reference)}`
  return { kind: 'inconclusive', reason: 'monitor-invalid', detail }
}

function isBroken(password: string): boolean {
  return /[\r\n\0]/.test(password)
}

function distinct(references: readonly SecretReference[]): SecretReference[] {
  return [...new Map(references.map((reference) => [referenceText(reference), reference])).values()]
}

function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => (done ??= work())
}
