import type { Dialogue } from '../../../shared/app/ports/dialogue.ts'
import type { Clock, Instant } from '../../../shared/app/ports/clock.ts'
import type { Login } from '../../../shared/app/ports/login.ts'
import type {
  ListedMessage,
  MailSender,
  MailServers,
  Mailbox,
  MailboxSession,
  OutgoingMessage,
  SendingSession,
} from '../../../shared/app/ports/mail.ts'
import { ProbeError } from '../../../shared/app/ports/probe-error.ts'
import { instant, sleep } from '../../../shared/app/concurrency/timing.ts'
import type { Evidence } from '../../../shared/core/run/evidence.ts'
import type { PhaseName, Side } from '../../../shared/core/time/phases.ts'

export type MailStep =
  | 'smtp.open'
  | 'smtp.submit'
  | 'smtp.answer'
  | 'smtp.close'
  | 'mailbox.open'
  | 'mailbox.list'
  | 'mailbox.header'
  | 'mailbox.opening'
  | 'mailbox.remove'
  | 'mailbox.settle'

/** May throw a `ProbeError`, or wait for the signal; `count` is 1 at the first call of that step. */
export type StepBehaviour = (count: number, signal: AbortSignal) => void | Promise<void>

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
  /** One session for all looks, as IMAP has; default: POP3's snapshots, one a session. */
  staysOpen: boolean
  /** What the mailbox's server announces before the login; default nothing. */
  loginDelayMs: number | undefined
  /** The passwords that the two servers take; absent: any. */
  takes: Partial<Record<Side, string>>
  on(step: MailStep, behaviour: StepBehaviour): void
  deliver(text: string): void
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
    staysOpen: false,
    loginDelayMs: undefined,
    takes: {},
    on: (name, behaviour) => void behaviours.set(name, behaviour),
    deliver(text) {
      messages.push({ uid: mail.nextUid(), text })
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
    junkFolder: (settings, login) => mail.mailbox(settings, login),
    mailbox: (_settings, login) => ({
      connect(dialogue) {
        let isClosed = false
        return Promise.resolve({
          loginDelayMs: mail.loginDelayMs,
          async logIn(signal) {
            if (isClosed) throw new ProbeError({ ...evidenceFor('mailbox.open'), kind: 'connection-lost' })
            await dialogue.during('auth', () => step('mailbox.open', signal))
            logIn(dialogue, login)
            dialogue.server('+OK ready')
            return mailboxSession(dialogue)
          },
          close: () => void (isClosed = true),
        })
      },
    }),
  }
  return mail

  function logIn({ side, client }: Dialogue, login?: Login): void {
    const password = login?.kind === 'password' ? login.password : ''
    client(`login with ${password}`)
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
            for (let copy = 0; copy < mail.copies; copy += 1) mail.deliver(message.text)
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

  function mailboxSession(dialogue: Parameters<Mailbox['connect']>[0]): MailboxSession {
    const snapshot = [...messages]
    const marked = new Set<StoredMessage>()
    return {
      warnings: [],
      list: (signal) =>
        dialogue.during('search', async () => {
          await step('mailbox.list', signal)
          const listed = mail.staysOpen ? messages : snapshot
          return listed.map((stored) => {
            const sizeOctets = stored.text.length
            return { key: `${stored.uid} ${sizeOctets}`, sizeOctets, stored }
          })
        }),
      header: (message: MemoryMessage, signal) =>
        dialogue.during('retrieve', async () => {
          await step('mailbox.header', signal)
          return message.stored.text.split('\r\n\r\n')[0] ?? ''
        }),
      opening: (message: MemoryMessage, lines, signal) =>
        dialogue.during('retrieve', async () => {
          await step('mailbox.opening', signal)
          const text = message.stored.text.slice(message.stored.text.indexOf('\r\n\r\n') + 4)
          return text.split('\r\n').slice(0, lines).join('\r\n')
        }),
      remove: (message: MemoryMessage, signal) =>
        dialogue.during('delete', async () => {
          await step('mailbox.remove', signal)
          marked.add(message.stored)
        }),
      settle: (signal) =>
        dialogue.during('delete', async () => {
          await step('mailbox.settle', signal)
          messages = messages.filter((stored) => !marked.has(stored))
        }),
      async news(gap, signal) {
        arrived = new AbortController()
        await sleep(clock, gap, mail.staysOpen ? AbortSignal.any([signal, arrived.signal]) : signal)
        return mail.staysOpen && !signal.aborted ? 'look' : 'over'
      },
      close: () => Promise.resolve(),
    }
  }
}

interface StoredMessage {
  uid: string
  text: string
}

interface MemoryMessage extends ListedMessage {
  stored: StoredMessage
}

const PHASES: Record<MailStep, [Side, PhaseName]> = {
  'smtp.open': ['smtp', 'connect'],
  'smtp.submit': ['smtp', 'submit'],
  'smtp.answer': ['smtp', 'submit'],
  'smtp.close': ['smtp', 'submit'],
  'mailbox.open': ['mailbox', 'auth'],
  'mailbox.list': ['mailbox', 'search'],
  'mailbox.header': ['mailbox', 'retrieve'],
  'mailbox.opening': ['mailbox', 'retrieve'],
  'mailbox.remove': ['mailbox', 'delete'],
  'mailbox.settle': ['mailbox', 'delete'],
}

export function evidenceFor(step: MailStep): Pick<Evidence, 'side' | 'phase'> {
  const [side, phase] = PHASES[step]
  return { side, phase }
}

/** A step that fails in this way at its first `times` calls. */
export function failing(
  step: MailStep,
  evidence: Omit<Evidence, 'side' | 'phase'>,
  times = Infinity,
): StepBehaviour {
  return (count) => {
    if (count <= times) throw new ProbeError({ ...evidenceFor(step), ...evidence })
  }
}

/** A server that never answers: waits for the signal. */
export function silent(clock: Clock): StepBehaviour {
  return (_count, signal) => sleep(clock, 24 * 60 * 60 * 1000, signal)
}
