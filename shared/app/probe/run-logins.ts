import type { LoginSecret } from '../../core/definition/monitor.ts'
import type { Outcome } from '../../core/run/run.ts'
import { grantedToken } from './granted-token.ts'
import { type LoginReading, type ReadSecret, hide, readLoginSecrets, secretKey } from './login-secrets.ts'
import { type SideToLogIn, notForHost, sidesToLogIn } from './secret-for-host.ts'
import { type RenewableLogin, type SideLogin, sideLogin } from './side-login.ts'
import { type StoredPassword, freshPasswords, storedPassword } from './stored-password.ts'
import { unusableSecrets } from './unusable-secrets.ts'

/** `smtp` is absent where the monitor does not log in to send. */
export interface RunLogins<L extends SideLogin = SideLogin> {
  mailbox: L
  smtp?: L
  /** For the look at `mailbox.junkServer`; absent where there is none. */
  junk?: () => JunkLogin
}

/**
 * The mailbox's login as it is said by now, unless its secret is not for the host of `junkServer`. A token that is
 * refused there is renewed once, a password is not.
 */
export type JunkLogin =
  { kind: 'for-host'; logIn: SideLogin['logIn'] } | { kind: 'not-for-host'; detail: string }

export type LoginsRead = { ok: true; logins: RunLogins<RenewableLogin> } | { ok: false; outcome: Outcome }

/**
 * Reads all passwords and tokens of a run at once and hides them in its log; or says which cannot be had. Throws
 * what the stores throw.
 */
export async function readLogins(run: LoginReading): Promise<LoginsRead> {
  const { monitor, log, ports, warnings } = run
  const { mailbox, smtp } = sidesToLogIn(monitor)
  const sides = smtp ? [mailbox, smtp] : [mailbox]
  const wanted = distinct(sides.map(({ secret }) => secret))
  const read = await readUsable(sides, wanted, run)
  for (const { reading } of read) if (reading.kind === 'found') hide(reading, log)
  for (const { reading } of read) {
    if (reading.kind === 'found') continue
    // In a result the words of a token endpoint are cut.
    log.note(`${reading.fullName} ${reading.kind === 'refused' ? reading.detail : reading.problem}`)
  }
  const outcome = unusableSecrets(sides, read, ports)
  if (outcome) return { ok: false, outcome }
  for (const { reading } of read)
    if (reading.kind === 'found' && reading.warning) warnings.add(reading.warning)

  const readAgain = onceOnly(() => freshPasswords(wanted, run))
  const loginOf = (side: SideToLogIn) => sideLogin(sourceOf(side, read, run, readAgain), ports)
  const logins = { mailbox: loginOf(mailbox), ...(smtp && { smtp: loginOf(smtp) }) }
  const junk = junkLogin(run, logins.mailbox, read)
  return { ok: true, logins: { ...logins, ...(junk && { junk }) } }
}

/** A password that was kept may have been set again since, for the host of this run too. */
async function readUsable(
  sides: readonly SideToLogIn[],
  wanted: readonly LoginSecret[],
  { ports, signal }: LoginReading,
): Promise<readonly ReadSecret[]> {
  const kept = await readLoginSecrets(wanted, ports, signal)
  const mayHaveChanged = kept.some(
    ({ secret, reading }) => secret.kind === 'password' && reading.kind === 'found',
  )
  if (!mayHaveChanged || !unusableSecrets(sides, kept, ports)) return kept
  return readLoginSecrets(wanted, ports, signal, { fresh: true }).catch(() => kept)
}

function sourceOf(
  side: SideToLogIn,
  read: readonly ReadSecret[],
  run: LoginReading,
  readAgain: StoredPassword['readAgain'],
) {
  const reading = read.find(({ secret }) => secretKey(secret) === secretKey(side.secret))?.reading
  if (reading?.kind !== 'found') throw new Error(`nothing was said of ${secretKey(side.secret)}`)
  return 'expiresAt' in reading
    ? grantedToken(side, reading, run)
    : storedPassword(side, { run, password: reading.value, readAgain })
}

/** One that was renewed meanwhile was not looked up for that host: it is not said there in this run. */
function junkLogin(
  { monitor, ports }: LoginReading,
  mailbox: RenewableLogin,
  read: readonly ReadSecret[],
): (() => JunkLogin) | undefined {
  const { junkServer, secret } = monitor.mailbox
  if (!junkServer) return undefined
  const side = { side: 'mailbox', field: 'junkServer', secret, host: junkServer.host } as const
  const refusal = notForHost([side], read, ports)
  const first = mailbox.login
  return () => {
    if (refusal) return { kind: 'not-for-host', detail: refusal.detail }
    // A newer token is of the same grant, and so for the same hosts.
    if (first.kind === 'token') return { kind: 'for-host', logIn: (...to) => mailbox.logIn(...to) }
    if (mailbox.login === first) return { kind: 'for-host', logIn: (attempt) => attempt(first) }
    return { kind: 'not-for-host', detail: 'the stored password has changed during the run' }
  }
}

function distinct(secrets: readonly LoginSecret[]): LoginSecret[] {
  return [...new Map(secrets.map((secret) => [secretKey(secret), secret])).values()]
}

function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => (done ??= work())
}
