import { type Pop3Settings, pop3Mailbox } from '../../../../shared/adapters/mail/pop3/pop3-mailbox.ts'
import type { Pop3Message } from '../../../../shared/adapters/mail/pop3/listing.ts'
import type { Dialogue } from '../../../../shared/app/ports/dialogue.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import type { MailboxSession } from '../../../../shared/app/ports/mail.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { PhaseTimes } from '../../../../shared/core/time/phases.ts'
import type { LogLine } from '../../../../shared/core/run/run.ts'
import { steadyClock } from '../../../support/steady-clock.ts'

export const HOST = 'pop.example.test'
export const USERID = 'probe@example.test'
export const PASSWORD = 'Tr0ub4dor&3 staple'

export interface Visit {
  port: number
  /** Default `HOST`. */
  host?: string
  settings?: Partial<Pick<Pop3Settings, 'tls'>> & {
    scheme?: 'pop3' | 'pop3s'
    userid?: string
    password?: string
    /** In place of the password. */
    token?: string
  }
  ca?: readonly string[]
  greetingMs?: number
  /** When the signal fires, ms; default 1,500. */
  deadlineMs?: number
  /** What is done in the session; default: lists, reads and removes the first message, closes. */
  doing?: (session: MailboxSession, signal: AbortSignal) => Promise<void>
}

export interface Visited {
  listed: Pop3Message[]
  headers: string[]
  times: PhaseTimes
  log: readonly LogLine[]
  elapsedMs: number
  evidence?: Evidence
  /** Anything that was thrown and is no `ProbeError`. */
  ours?: unknown
}

/** Opens a mailbox on 127.0.0.1, goes through a whole session and tells what came of it; never throws. */
export async function visit(plan: Visit): Promise<Visited> {
  const {
    port,
    host = HOST,
    settings: { scheme = 'pop3', ...settings } = {},
    ca,
    greetingMs,
    deadlineMs = 1500,
  } = plan
  const clock = steadyClock()
  const log = diagnosticLog(clock)
  const { userid = USERID, password = PASSWORD, token, ...others } = settings
  log.hide(token ?? password)
  const dialogue: Dialogue = log.dialogue('mailbox')
  const mailbox = pop3Mailbox(
    {
      server: { scheme, host, port },
      credentials: {
        userid,
        ...(token === undefined
          ? { kind: 'password', password }
          : { kind: 'token', token, expiresAt: Infinity }),
      },
      tls: { mode: scheme === 'pop3s' ? 'required' : 'opportunistic', verify: true },
      ...others,
    },
    {
      clock,
      lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      ...(ca && { ca }),
      ...(greetingMs !== undefined && { greetingMs }),
    },
  )
  const listed: Pop3Message[] = []
  const headers: string[] = []
  const begun = clock.monotonicMs()
  const deadline = new AbortController()
  const { signal } = deadline
  const disarm = clock.after(deadlineMs, () => deadline.abort('deadline'))
  const failure = await goThrough().catch((error: unknown) => ({ error }))
  const elapsedMs = clock.monotonicMs() - begun
  disarm()
  clock.stop()
  return {
    listed,
    headers,
    times: dialogue.times,
    log: log.lines(),
    elapsedMs,
    ...(failure &&
      (failure.error instanceof ProbeError ? { evidence: failure.error.evidence } : { ours: failure.error })),
  }

  async function goThrough(): Promise<undefined> {
    const session = await (await mailbox.connect(dialogue, signal)).logIn(signal)
    try {
      if (plan.doing) {
        await plan.doing(session, signal)
        return
      }
      listed.push(...((await session.list(signal)) as Iterable<Pop3Message>))
      const [first] = listed
      if (first) {
        headers.push(await session.header(first, signal))
        await session.remove(first, signal)
      }
      await session.settle(signal)
    } finally {
      await session.close()
    }
  }
}

/** The log as a person reads it, the times left out. */
export function script(log: readonly LogLine[]): string[] {
  return log.map(({ side, phase, text }) => `${phase} ${side[0]?.toUpperCase() ?? ''}: ${text}`)
}
