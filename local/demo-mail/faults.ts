import type { Clock } from '../../shared/app/ports/clock.ts'
import type { Millis } from '../../shared/core/time/units.ts'

/** An SMTP reply: code 400 to 599, and the text after it (with its enhanced code, if it shall have one). */
export interface Reply {
  code: number
  text: string
}

/** Why a login with the right password is refused all the same (RFC 2449 §8.1, RFC 3206 §4). */
export type LoginRefusal = 'AUTH' | 'IN-USE' | 'LOGIN-DELAY' | 'SYS/TEMP' | 'SYS/PERM'

/**
 * How long a fault lasts: so many times, or so many ms from now. `{ times: Infinity }` lasts until `clear`.
 */
export type Span = { times: number } | { ms: Millis }

/** What the demo mail server does wrong on demand. Each call replaces what the same call said before. */
export interface Faults {
  /** Takes messages with 250 and drops them: the next `times`, once `after` more have been treated well. */
  lose(times?: number, after?: number): void
  /** Delivers every message this late, from now on; 0: at once. */
  delay(ms: Millis): void
  /** Takes the next `times` messages with 250 and keeps them in a queue until `release`. */
  defer(times?: number): void
  /** Delivers what was deferred. */
  release(): void
  /** Delivers the next `times` messages twice. */
  deliverTwice(times?: number): void
  /** Refuses RCPT of known addresses: `rejectRecipient({ code: 450, text: '4.2.0 Later' }, { times: 2 })`. */
  rejectRecipient(reply: Reply, span?: Span): void
  /** Refuses messages after the dot. */
  rejectMessage(reply: Reply, span?: Span): void
  /** Refuses POP3 logins with this code: `IN-USE` is a mailbox locked by somebody else. */
  refuseLogins(refusal: LoginRefusal, span?: Span): void
  /** Behaves from now on; what was deferred stays so until `release`. */
  clear(): void
}

/** What becomes of a message that was taken. */
export type Fate = 'deliver' | 'lose' | 'defer' | 'deliver-twice'

/** The questions that the servers ask; each answer uses up one time of its fault. */
export interface FaultPlan {
  recipientRefusal(): Reply | undefined
  messageRefusal(): Reply | undefined
  loginRefusal(): LoginRefusal | undefined
  fate(): Fate
  readonly delayMs: Millis
  /** Keeps a delivery until `release`. */
  hold(deliver: () => void): void
}

const ONCE: Span = { times: 1 }

export function faultsOnDemand(clock: Clock): Faults & FaultPlan {
  let losing = counted(0)
  let deferring = counted(0)
  let doubling = counted(0)
  let recipients: () => Reply | undefined = nothing
  let messages: () => Reply | undefined = nothing
  let logins: () => LoginRefusal | undefined = nothing
  let delayMs = 0
  let held: (() => void)[] = []

  return {
    lose: (times = 1, after = 0) => void (losing = counted(times, after)),
    defer: (times = 1) => void (deferring = counted(times)),
    deliverTwice: (times = 1) => void (doubling = counted(times)),
    delay: (ms) => void (delayMs = ms),
    release() {
      const due = held
      held = []
      for (const deliver of due) deliver()
    },
    rejectRecipient: (reply, span = ONCE) => void (recipients = lasting(reply, span, clock)),
    rejectMessage: (reply, span = ONCE) => void (messages = lasting(reply, span, clock)),
    refuseLogins: (refusal, span = ONCE) => void (logins = lasting(refusal, span, clock)),
    clear() {
      losing = deferring = doubling = counted(0)
      recipients = messages = logins = nothing
      delayMs = 0
    },

    recipientRefusal: () => recipients(),
    messageRefusal: () => messages(),
    loginRefusal: () => logins(),
    get delayMs() {
      return delayMs
    },
    fate() {
      if (losing()) return 'lose'
      if (deferring()) return 'defer'
      return doubling() ? 'deliver-twice' : 'deliver'
    },
    hold: (deliver) => void held.push(deliver),
  }
}

/** True for `times` calls, after `skip` calls that are false. */
function counted(times: number, skip = 0): () => boolean {
  let calls = 0
  return () => {
    calls += 1
    return calls > skip && calls <= skip + times
  }
}

function nothing(): undefined {
  return undefined
}

function lasting<T>(fault: T, span: Span, clock: Clock): () => T | undefined {
  if ('times' in span) {
    const left = counted(span.times)
    return () => (left() ? fault : undefined)
  }
  const until = clock.monotonicMs() + span.ms
  return () => (clock.monotonicMs() < until ? fault : undefined)
}
