import { firstLoginGap } from '../../../core/run/login-spacing.ts'
import { greetingPatience } from '../../../core/run/patience.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { alarm, sleep } from '../../concurrency/timing.ts'
import type { Dialogue } from '../../ports/dialogue.ts'
import type { Login } from '../../ports/login.ts'
import type { MailboxConnection, MailboxSession } from '../../ports/mail.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import type { LoginPace } from '../login-pace.ts'
import type { LookTimes } from './look-times.ts'
import { type ProbeContext, isSent } from '../probe-context.ts'

/** A connection waits for its login no longer: servers and firewalls end idle ones, some without a word. */
const IDLE_TIMEOUT: Millis = 20 * SECOND

/** Opens sessions with the mailbox of one run, at its pace. */
export interface MailboxOpener {
  /** Waits until a login is allowed, connects and logs in. Throws `ProbeError`. */
  open(learnt: object | undefined): Promise<MailboxSession>
  /** Whether the last login came after the message was sent, or may have been. */
  readonly isAfterSent: boolean
  /** A look begins in the session opened last: its phases are timed anew. */
  beginLook(): void
  /** As `Dialogue.safe`, of the session opened last. */
  safe(text: string): string
  /** Into the log, beside what the session opened last has said. */
  note(text: string): void
}

export function mailboxOpener(
  context: ProbeContext,
  cancel: AbortSignal,
  pace: LoginPace,
  untilSent: () => Promise<void>,
  times: LookTimes,
): MailboxOpener {
  const { monitor, ports, logins, watches, log, resumed, logInFirst } = context
  const { clock } = ports
  let dialogue: Dialogue | undefined
  let isFirst = true
  let isAfterSent = false

  const note = (text: string) => dialogue?.note(text)

  function connect(login: Login, learnt: object | undefined): Promise<MailboxConnection> {
    dialogue = log.dialogue('mailbox')
    context.lastSessionTimes = dialogue.times
    const mailbox = ports.mail.mailbox(monitor.mailbox, login, watches.mailbox)
    return mailbox.connect(dialogue, cancel, { greetingMs: greetingPatience(monitor.timeoutSeconds), learnt })
  }

  async function logIn(connection: MailboxConnection): Promise<MailboxSession> {
    isAfterSent = isSent(context)
    const session = await connection.logIn(cancel)
    pace.taken()
    pace.announced(session.loginDelayMs)
    return session
  }

  /** The first login of a run whose server wants a delay: made when the message may have come. */
  async function logInLate(
    connection: MailboxConnection,
    delayMs: Millis,
    reconnect: () => Promise<MailboxConnection>,
  ): Promise<MailboxSession> {
    noteDelay(delayMs)
    const idle = alarm(clock, IDLE_TIMEOUT, 'idle')
    idle.signal.addEventListener('abort', () => connection.close())
    await untilSent()
    await sleep(clock, msToFirstLogin(delayMs), cancel)
    idle.disarm()
    try {
      return await logIn(connection)
    } catch (error) {
      if (!isOver(error)) throw error
      note('the connection ended while it waited for the login: opened again')
      return logIn(await reconnect())
    }
  }

  /** Where the delay allows a login after it: when the message is expected. */
  function msToFirstLogin(delayMs: Millis): Millis {
    const now = clock.monotonicMs()
    const firstGap = firstLoginGap(delayMs)
    const msLeft = context.deadlineMs - now
    if (2 * delayMs < msLeft) return times.gap({ msLeft, spacing: delayMs, lookMs: 0, firstGap })
    return Math.max(0, (context.accepted?.monotonicMs ?? now) + firstGap - now)
  }

  function noteDelay(delayMs: Millis): void {
    const { timeoutSeconds } = monitor
    dialogue?.counted(
      `the server wants ${delayMs / SECOND} s between two logins: logging in when the message may have come`,
    )
    if (delayMs >= timeoutSeconds * SECOND) {
      dialogue?.counted(
        `that is no less than the timeout of ${timeoutSeconds} s: if the server enforces it, a message that arrives after the first login is not seen in time`,
      )
    }
  }

  return {
    async open(learnt) {
      await sleep(clock, pace.msToLogin(), cancel)
      try {
        return await logins.mailbox.logIn(async (login) => {
          const connection = await connect(login, learnt)
          const { loginDelayMs } = connection
          pace.announced(loginDelayMs)
          const isHeld = isFirst && !resumed && !logInFirst && loginDelayMs !== undefined
          isFirst = false
          return isHeld
            ? logInLate(connection, loginDelayMs, () => connect(login, learnt))
            : logIn(connection)
        }, cancel)
      } catch (error) {
        throw error instanceof ProbeError ? pace.refused(error) : error
      }
    },
    get isAfterSent() {
      return isAfterSent
    },
    beginLook: () => dialogue?.beginLook(),
    safe: (text) => dialogue?.safe(text) ?? '',
    note,
  }
}

/** Whether the server, or a timeout of ours, ended the connection; some say a word before they do. */
function isOver(error: unknown): boolean {
  return error instanceof ProbeError && ['connection-lost', 'protocol'].includes(error.evidence.kind)
}
