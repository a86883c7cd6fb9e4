import type { GrantReason } from '../../core/run/statuses.ts'
import { isRefusedLogin } from '../../core/run/verdict.ts'
import type { Login } from '../ports/login.ts'
import { ProbeError, afterLogin, shutOut } from '../ports/probe-error.ts'
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
  readonly login: Login
  /** Asks for a newer login, and has `logIn` say that from then on; false where there is none. Never throws. */
  renew(cancel: AbortSignal): Promise<boolean>
}

/** A login, and the way to a newer one. */
export interface LoginSource {
  readonly login: Login
  /** After a refusal: a newer login; undefined where there is none, or `cancel` has fired. Never throws. */
  renew(cancel: AbortSignal): Promise<Login | undefined>
  /** Why `renew` brought none, where that explains the server's refusal. */
  readonly refusal?: { reason: GrantReason; detail: string } | undefined
}

/** Says the login of this source, and after a refusal once the newer one. */
export function sideLogin(source: LoginSource, { clock }: Pick<ProbePorts, 'clock'>): RenewableLogin {
  let latest = source.login
  let taken: Login | undefined
  async function tryLatest<T>(attempt: (login: Login) => Promise<T>): Promise<T> {
    const done = await attempt(latest)
    taken = latest
    return done
  }
  async function renewLatest(cancel: AbortSignal): Promise<boolean> {
    const newer = await source.renew(cancel)
    latest = newer ?? latest
    return newer !== undefined
  }
  return {
    get login() {
      return latest
    },
    renew: renewLatest,
    async logIn(attempt, cancel) {
      try {
        return await tryLatest(attempt)
      } catch (error) {
        if (!(error instanceof ProbeError) || !isRefusedLogin(error.evidence)) throw error
        error.atMs ??= clock.monotonicMs()
        if (!(await renewLatest(cancel))) throw explained(error, source.refusal, taken === latest)
        return tryLatest(attempt)
      }
    },
  }
}

function explained(error: ProbeError, refusal: LoginSource['refusal'], wasTaken: boolean): ProbeError {
  if (refusal) return shutOut(error, refusal)
  return wasTaken ? afterLogin(error) : error
}
