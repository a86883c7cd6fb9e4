import type { Monitor } from '../../core/definition/monitor.ts'
import { type GuardPorts, type LastRefusal, loginGuard } from './login-guard.ts'
import type { ProbeInput } from './probe-context.ts'
import type { RunLogins } from './run-logins.ts'
import type { RenewableLogin } from './side-login.ts'

export type LoginDecision =
  /**
   * `logInFirst`: the mailbox refused the login at the last try, so nothing is sent before it takes it; not
   * where the definition allows one login a run, which must be the one that sees the message.
   */
  | { kind: 'try'; logins: RunLogins; logInFirst: boolean }
  /** A login is not tried in this run; with what it was refused before. */
  | ({ kind: 'held' } & LastRefusal)

/**
 * Spaces the tries of logins that were refused: each is a step towards a lock or a ban. Answers the logins to
 * try, which write down what becomes of them.
 */
export async function holdRefusedLogins(
  logins: RunLogins<RenewableLogin>,
  input: ProbeInput,
  ports: GuardPorts,
): Promise<LoginDecision> {
  const { mailbox: receiving, smtp: sending } = input.monitor
  const [mailbox, smtp] = await Promise.all([
    locks(logins.mailbox) && loginGuard(logins.mailbox, receiving, input, ports),
    logins.smtp &&
      locks(logins.smtp) &&
      sending?.login &&
      loginGuard(logins.smtp, { ...sending, ...sending.login }, input, ports),
  ])
  // A refused token locks no account, and what mends it is a grant of the mailbox: it is tried at each run.
  const guards = [mailbox, smtp].filter((guard) => guard !== undefined)
  // All are asked before one is claimed: a claimed try that is not made would be lost.
  for (const guard of guards) {
    const refusal = await guard.refusalThatHolds()
    if (refusal) return { kind: 'held', evidence: refusal.evidence, refusedAt: refusal.refusedAt }
  }
  for (const guard of guards) {
    const refusal = await guard.claimTry()
    if (refusal) return { kind: 'held', evidence: refusal.evidence, refusedAt: refusal.refusedAt }
  }
  return {
    kind: 'try',
    logins: {
      mailbox: mailbox ? mailbox.login : logins.mailbox,
      ...(logins.smtp && { smtp: smtp ? smtp.login : logins.smtp }),
      ...(logins.junk && { junk: logins.junk }),
    },
    logInFirst: mailbox?.wasRefused === true && mayLogInTwice(input.monitor),
  }
}

function mayLogInTwice({ mailbox, timeoutSeconds }: Monitor): boolean {
  return (mailbox.secondsBetweenLogins ?? 0) < timeoutSeconds
}

/** Whether one refusal more is a step towards a lock or a ban. */
function locks({ login }: RenewableLogin): true | undefined {
  return login.kind === 'password' ? true : undefined
}
