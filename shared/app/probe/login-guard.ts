import { type NamedLogin, loginIdOf, secretFingerprint } from '../../core/identity/login-id.ts'
import type { Evidence } from '../../core/run/evidence.ts'
import { type RefusedLogin, isDueAgain, refusedAgain } from '../../core/run/refused-login.ts'
import { isRefusedLogin } from '../../core/run/verdict.ts'
import { type EpochMs, MINUTE, type Millis, SECOND, isoInstant } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { Clock } from '../ports/clock.ts'
import type { Login } from '../ports/login.ts'
import { ProbeError } from '../ports/probe-error.ts'
import type { LoginHistory } from '../ports/run-ports.ts'
import type { ProbeInput } from './probe-context.ts'
import type { RenewableLogin, SideLogin } from './side-login.ts'

/** How long a run waits for what comes of the try of another run, and how often it looks. */
const OTHER_TRY_TIMEOUT: Millis = 3 * SECOND
const OTHER_TRY_GAP: Millis = 250

export interface GuardPorts {
  clock: Clock
  runs: LoginHistory
  /** Keys the fingerprints of secrets. */
  installation: string
  signal: AbortSignal
}

export type LastRefusal = Pick<RefusedLogin, 'evidence' | 'refusedAt'>

/** Stands before one login of a run, and knows whether it was refused at the last try. */
export interface LoginGuard {
  readonly wasRefused: boolean
  /** What the server said at the last try, where this run must not try again. */
  refusalThatHolds(): Promise<LastRefusal | undefined>
  /** Takes the try that is due, so that no other run makes it too; the refusal where another run was first. */
  claimTry(): Promise<LastRefusal | undefined>
  /** The login, which notes down a refusal, and drops that note once it is taken. */
  readonly login: SideLogin
}

/** What cannot be read or written of refusals is noted in the log, and ends no run. */
export async function loginGuard(
  login: RenewableLogin,
  named: NamedLogin,
  { monitor, resumed, ledger, log }: ProbeInput,
  { clock, runs, installation, signal }: GuardPorts,
): Promise<LoginGuard> {
  const { trigger, scheduledAt } = ledger.open
  // Of the secret that is said now: monitors that say another one for the same user have their own.
  let standing = await findStanding()
  const wasRefused = standing !== undefined
  let due = false

  function findStanding(): Promise<RefusedLogin | undefined> {
    return unlessBroken(() => runs.findRefusedLogin(loginId()))
  }

  async function unlessBroken<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      log.note(`refused logins could not be looked up or noted down: ${String(error)}`)
      return undefined
    }
  }

  function loginId(): string {
    return loginIdOf(named, secretFingerprint(saidBy(login.login), installation))
  }

  const standingNow = () => (standing?.loginId === loginId() ? standing : undefined)

  /** A refused try, made or about to be made. */
  const counted = (evidence: Evidence): RefusedLogin =>
    refusedAgain(standingNow(), {
      loginId: loginId(),
      scheduledAt,
      intervalMs: monitor.intervalMinutes * MINUTE,
      evidence,
    })

  async function isEdited(since: EpochMs): Promise<boolean> {
    const { acceptedAt = since } = (await unlessBroken(() => runs.findAccepted(monitor.monitorId))) ?? {}
    // One of a time to come was written by a clock now put right, and would be newer than each try.
    return acceptedAt > since && acceptedAt <= clock.now()
  }

  /** Another run of this minute tries it, as of a monitor at several locations: whether it is taken there. */
  async function isTakenElsewhere(): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < OTHER_TRY_TIMEOUT; waitedMs += OTHER_TRY_GAP) {
      await sleep(clock, OTHER_TRY_GAP, signal)
      const found = await unlessBroken(async () => ({ refused: await runs.findRefusedLogin(loginId()) }))
      if (found && !found.refused) return true
    }
    return false
  }

  async function noteRefused(evidence: Evidence): Promise<void> {
    if (standingNow() && (due || trigger !== 'schedule')) return
    const refused = counted(evidence)
    if (await unlessBroken(() => runs.putRefusedLogin(refused))) standing = refused
  }

  async function refusalThatHolds(): Promise<LastRefusal | undefined> {
    // A run that is taken over may have claimed the try itself.
    if (!standing || resumed || ledger.open.attempts > 1 || trigger === 'on-demand') return undefined
    due = trigger === 'schedule' && (isDueAgain(standing, scheduledAt) || (await isEdited(standing.triedAt)))
    if (due) return undefined
    if (await login.renew(signal)) {
      standing = await findStanding()
      return refusalThatHolds()
    }
    if (standing.triedAt >= scheduledAt && (await isTakenElsewhere())) return undefined
    log.note(
      `${standing.evidence.side}: not logged in: the server refused this login, and it is tried again from ${isoInstant(standing.tryAgainAt)} on; ` +
        'a changed password, a changed monitor and a test on demand are tried at once',
    )
    return standing
  }

  return {
    wasRefused,

    refusalThatHolds,

    async claimTry() {
      if (!standing || !due) return undefined
      const claimed = { ...counted(standing.evidence), refusedAt: standing.triedAt }
      // Where nothing can be written the try is made: the verdict counts for more.
      const isOurs = (await unlessBroken(() => runs.putRefusedLogin(claimed))) ?? true
      if (isOurs) {
        standing = claimed
        return undefined
      }
      if (await isTakenElsewhere()) return undefined
      log.note(`${standing.evidence.side}: not logged in: another run tries this login just now`)
      return standing
    },

    login: {
      async logIn(attempt, cancel) {
        try {
          const done = await login.logIn(attempt, cancel)
          if (standing) await unlessBroken(() => runs.dropRefusedLogin(loginId()))
          standing = undefined
          return done
        } catch (error) {
          if (error instanceof ProbeError && isRefusedLogin(error.evidence) && !error.evidence.afterLogin)
            await noteRefused(error.evidence)
          throw error
        }
      },
    },
  }
}

function saidBy(login: Login): string {
  return login.kind === 'password' ? login.password : login.token
}
