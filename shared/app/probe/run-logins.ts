import type { Monitor, SecretReference } from '../../core/definition/monitor.ts'
import type { Side } from '../../core/time/phases.ts'
import type { Outcome, Warning } from '../../core/run/run.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { isRefusedLogin } from '../../core/run/verdict.ts'
import type { DiagnosticLog } from '../ports/dialogue.ts'
import type { Login } from '../ports/login.ts'
import type { SecretReader, SecretReading } from '../ports/secrets.ts'
import { ProbeError, afterLogin } from '../ports/probe-error.ts'
import type { ProbePorts } from '../ports/run-ports.ts'

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
  const { monitor, log, ports, signal } = run
  const references = distinct([monitor.mailbox.password, ...loginsToSend(monitor)])
  const readings = await ports.secrets.read(references, signal)
  const values = valuesOf(readings, log)
  const outcome = notHad(readings, ports.secrets) ?? notSayable(monitor, values, ports.secrets)
  if (outcome) return { ok: false, outcome }

  const readAgain = onceOnly(() => freshValues(run, references))
  const side = (name: Side, reference: SecretReference) =>
    sideLogin(storedPassword(name, referenceText(reference), { run, values, readAgain }), ports)
  const [smtp] = loginsToSend(monitor)
  return {
    ok: true,
    logins: { mailbox: side('mailbox', monitor.mailbox.password), ...(smtp && { smtp: side('smtp', smtp) }) },
  }
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

/** Values by reference, as `ssm:inbox`. */
type Values = ReadonlyMap<string, string>

/** A stored password, which may have been changed: to renew it is to read past the cache, once a run. */
function storedPassword(
  side: Side,
  reference: string,
  { run, values, readAgain }: { run: Reading; values: Values; readAgain: () => Promise<Values> },
): LoginSource {
  const { log, warnings } = run
  let password = values.get(reference)
  if (password === undefined) throw new Error(`nothing was said of ${reference} when it was read`)
  return {
    login: { kind: 'password', password },
    async renew(cancel) {
      const stored = (await readAgain()).get(reference)
      if (stored === undefined || cancel.aborted) return undefined
      if (stored === password || isBroken(stored)) {
        log.note(`${side}: the stored password has ${stored === password ? 'not changed' : 'a line break'}`)
        return undefined
      }
      log.note(`${side}: the stored password has changed: logging in once more`)
      warnings.add('secret-re-read')
      password = stored
      return { kind: 'password', password }
    },
  }
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
  const values = new Map<string, string>()
  for (const reading of readings) {
    if (reading.kind !== 'found') continue
    log.hide(reading.value)
    values.set(referenceText(reading.reference), reading.value)
  }
  return values
}

/** Every password that is missing or forbidden, by its exact name; the reason is that of the first. */
function notHad(readings: readonly SecretReading[], secrets: SecretReader): Outcome | undefined {
  const problems = readings.flatMap((reading) => {
    const { kind, fullName, reference } = reading
    if (kind === 'found') return []
    const remedy = kind === 'missing' ? `; set it: ${secrets.howToSet(reference)}` : ''
    return [{ kind, detail: `${fullName} ${reading.problem}${remedy}` }]
  })
  const [first] = problems
  if (!first) return undefined
  const reason = first.kind === 'missing' ? 'secret-not-found' : 'secret-forbidden'
  return { kind: 'inconclusive', reason, detail: problems.map(({ detail }) => detail).join('; ') }
}

function notSayable(monitor: Monitor, values: Values, secrets: SecretReader): Outcome | undefined {
  const fields = [
    { field: 'mailbox.password', reference: monitor.mailbox.password },
    ...loginsToSend(monitor).map((reference) => ({ field: 'smtp.password', reference })),
  ]
  const broken = fields.find(({ reference }) => isBroken(values.get(referenceText(reference)) ?? ''))
  if (!broken) return undefined
  const { field, reference } = broken
  const detail = `${field}: ${referenceText(reference)} holds a line break or a NUL, which no server can be told; set it again: ${secrets.howToSet(reference)}`
  return { kind: 'inconclusive', reason: 'monitor-invalid', detail }
}

function isBroken(password: string): boolean {
  return /[\r\n\0]/.test(password)
}

function loginsToSend({ smtp }: Monitor): SecretReference[] {
  return smtp?.login ? [smtp.login.password] : []
}

function distinct(references: readonly SecretReference[]): SecretReference[] {
  return [...new Map(references.map((reference) => [referenceText(reference), reference])).values()]
}

function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => (done ??= work())
}
