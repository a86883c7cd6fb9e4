import type { Dialogue } from '../../../shared/app/ports/dialogue.ts'
import type { Clock, Instant } from '../../../shared/app/ports/clock.ts'
import type { Login } from '../../../shared/app/ports/login.ts'
import type {
  MailSender,
  MailServers,
  Mailbox,
  OutgoingMessage,
  SendingSession,
} from '../../../shared/app/ports/mail.ts'
import { ProbeError } from '../../../shared/app/ports/probe-error.ts'
import { instant } from '../../../shared/app/concurrency/timing.ts'
import type { Side } from '../../../shared/core/time/phases.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import { type MailStep, type StepBehaviour, evidenceFor } from './mail-steps.ts'
import { type StoredMessage, memorySession } from './memory-session.ts'

export interface MemoryMail extends MailServers {
  /** What was taken at the dot, in order. */
  readonly submissions: OutgoingMessage[]
  /** Texts in the mailbox now. */
  readonly messages: readonly StoredMessage[]
  /** How often each step was begun. */
  readonly counts: Readonly<Partial<Record<MailStep, number>>>
  /** Ms from the dot until the message is in the mailbox; `Infinity` loses it. */
  transitMs: number
  /** How many copies arrive. */
  copies: number
  /** The unique id of the message that comes next. */
  nextUid: () => string
  /** Fields that a filter writes above a message on its way, with their line ends. */
  marks: string
  /** What arrives is put into the junk folder. */
  junks: boolean
  /** One session for all looks, as IMAP has; default: POP3's snapshots, one a session. */
  staysOpen: boolean
  /** Ms after which such a session asks for a look though nothing has arrived; default never. */
  newsMs: () => Millis
  /** What the mailbox's server announces before the login; default nothing. */
  loginDelayMs: number | undefined
  /** The passwords that the two servers take; absent: any. */
  takes: Partial<Record<Side, string>>
  on(step: MailStep, behaviour: StepBehaviour): void
  deliver(text: string, isJunk?: boolean): void
}

/** A folder of the mailbox, and the steps at it. */
interface Place {
  open: MailStep
  steps: { list: MailStep; settle: MailStep }
  seesJunk: boolean
}

/** A mail server and a mailbox in memory: what the use cases see of the real adapters. */
export function memoryMail(clock: Clock): MemoryMail {
  const submissions: OutgoingMessage[] = []
  const counts: Partial<Record<MailStep, number>> = {}
  const behaviours = new Map<MailStep, StepBehaviour>()
  let messages: StoredMessage[] = []
  let arrived = new AbortController()
  let uids = 0

  async function step(name: MailStep, signal: AbortSignal): Promise<void> {
    const count = (counts[name] ?? 0) + 1
    counts[name] = count
    await behaviours.get(name)?.(count, signal)
    if (signal.aborted) throw new ProbeError({ ...evidenceFor(name), kind: 'deadline' }, signal.reason)
  }

  const mail: MemoryMail = {
    submissions,
    counts,
    get messages() {
      return messages
    },
    transitMs: 50,
    copies: 1,
    nextUid: () => `u${String(++uids)}`,
    marks: '',
    junks: false,
    staysOpen: false,
    newsMs: () => Infinity,
    loginDelayMs: undefined,
    takes: {},
    on: (name, behaviour) => void behaviours.set(name, behaviour),
    deliver(text, isJunk = mail.junks) {
      messages.push({ uid: mail.nextUid(), text, ...(isJunk && { isJunk }) })
      arrived.abort()
    },
    sender: (_settings, login) => ({
      async open(dialogue, signal) {
        await dialogue.during('connect', () => step('smtp.open', signal))
        logIn(dialogue, login)
        dialogue.server('220 ready')
        return sendingSession(dialogue)
      },
    }),
    mailbox: ({ junk = 'off' }, login) =>
      mailboxOf(login, {
        open: 'mailbox.open',
        steps: { list: 'mailbox.list', settle: 'mailbox.settle' },
        seesJunk: mail.staysOpen && junk !== 'off',
      }),
    junkFolder: (_settings, login) =>
      mailboxOf(login, {
        open: 'junk.open',
        steps: { list: 'junk.list', settle: 'junk.settle' },
        seesJunk: true,
      }),
  }
  return mail

  function mailboxOf(login: Login, { open, steps, seesJunk }: Place): Mailbox {
    return {
      connect(dialogue) {
        let isClosed = false
        return Promise.resolve({
          loginDelayMs: mail.loginDelayMs,
          async logIn(signal) {
            if (isClosed) throw new ProbeError({ ...evidenceFor(open), kind: 'connection-lost' })
            await dialogue.during('auth', () => step(open, signal))
            logIn(dialogue, login)
            dialogue.server('+OK ready')
            return memorySession(
              {
                clock,
                step,
                steps,
                staysOpen: mail.staysOpen,
                seesJunk,
                messages: () => messages,
                take: (marked) => void (messages = messages.filter((stored) => !marked.has(stored))),
                newsMs: () => mail.newsMs(),
                arrival: () => (arrived = new AbortController()).signal,
              },
              dialogue,
            )
          },
          close: () => void (isClosed = true),
        })
      },
    }
  }

  function logIn({ side, client }: Dialogue, login?: Login): void {
    const password = login?.kind === 'password' ? login.password : ''
    client(`login with ${password}`, password)
    if (password === (mail.takes[side] ?? password)) return
    const refusal = side === 'smtp' ? { replyCode: 535 } : { responseCode: 'AUTH' }
    throw new ProbeError({ side, phase: 'auth', kind: 'refused', ...refusal })
  }

  function sendingSession(dialogue: Parameters<MailSender['open']>[0]): SendingSession {
    const state = { mailFrom: undefined as Instant | undefined, mayBeAccepted: false }
    return {
      warnings: [],
      get mailFrom() {
        return state.mailFrom
      },
      get mayBeAccepted() {
        return state.mayBeAccepted
      },
      submit: (message, signal) =>
        dialogue.during('submit', async () => {
          const mailFrom = instant(clock)
          state.mailFrom = mailFrom
          await step('smtp.submit', signal)
          state.mayBeAccepted = true
          submissions.push(message)
          const arrive = () => {
            for (let copy = 0; copy < mail.copies; copy += 1) mail.deliver(mail.marks + message.text)
          }
          if (mail.transitMs <= 0) arrive()
          else if (mail.transitMs !== Infinity) clock.after(mail.transitMs, arrive)
          await step('smtp.answer', signal)
          state.mayBeAccepted = false
          return { mailFrom, accepted: instant(clock) }
        }),
      async close() {
        await step('smtp.close', new AbortController().signal).catch(() => undefined)
      },
    }
  }
}
