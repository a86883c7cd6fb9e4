import { expect, vi } from 'vitest'

import { type ImapSettings, imapMailbox } from '../../../../shared/adapters/mail/imap/imap-mailbox.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import type { Login } from '../../../../shared/app/ports/login.ts'
import type { ListedMessage, MailboxSession } from '../../../../shared/app/ports/mail.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { LogLine, Warning } from '../../../../shared/core/run/run.ts'
import type { PhaseTimes } from '../../../../shared/core/time/phases.ts'
import { type Certificate, createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { type ImapServer, imapServer } from '../../../support/servers/imap/imap-server.ts'
import { steadyClock } from '../../../support/steady-clock.ts'

export const HOST = 'imap.example.test'
export const USERID = 'probe@example.test'
export const PASSWORD = 'Tr0ub4dor&3 staple'

const authority = createAuthority()
/** One list for all: what is trusted is read once for each list, in some 20 ms. */
export const trusted = [authority.cert]
export const certificate = issueCertificate({ names: [HOST], ca: authority })

/** What every mailbox here holds unless told otherwise: a stranger's message, flagged as deleted, and ours. */
export const STRANGERS = 'From: a@example.com\r\nSubject: of others\r\n\r\nIts text.\r\n'
export const OURS = 'From: b@example.com\r\nX-Roundtrip: 1\r\nSubject: ours\r\n\r\nOur text.\r\n'

export interface Visit {
  settings?: Partial<Omit<ImapSettings, 'server' | 'credentials'>> & {
    scheme?: 'imap' | 'imaps'
    userid?: string
    password?: string
    /** In place of the password. */
    token?: string
  }
  host?: string
  greetingMs?: number
  /** When the signal fires, ms; default 1,500. */
  deadlineMs?: number
  /** What a session before it has handed on. */
  learnt?: object
  /** TLS from the first octet, with this certificate. */
  over?: Certificate
  /** What lies in the folders; default `STRANGERS` and `OURS` in INBOX. */
  holds?: (server: ImapServer) => void
  /** What is done in the session; default: lists, reads and removes what is ours, settles, closes. */
  doing?: (session: MailboxSession, signal: AbortSignal, server: ImapServer) => Promise<void>
}

export interface Visited {
  listed: ListedMessage[]
  headers: string[]
  times: PhaseTimes
  log: readonly LogLine[]
  warnings: readonly Warning[]
  elapsedMs: number
  /** Command lines that the server heard, without tags. */
  said: readonly string[]
  server: ImapServer
  connections: number
  evidence?: Evidence
  /** Anything that was thrown and is no `ProbeError`. */
  ours?: unknown
}

/**
 * Opens a mailbox at a server that plays this, goes through a whole session and tells what came of it. Fails where
 * mail of others was touched, whatever the server did, and where a connection or a timer stays.
 */
export async function visit(play: ImapPlay = {}, plan: Visit = {}): Promise<Visited> {
  const server = await imapServer({ certificate, ...play }, plan.over ? { tls: plan.over } : {})
  const { holds = holdBoth } = plan
  holds(server)
  try {
    const seen = await goThere(server, plan)
    await vi.waitFor(() => expect(server.open, 'connections left open').toBe(0), {
      timeout: 5000,
      interval: 5,
    })
    expect(server.trespasses, 'commands that touch mail of others').toEqual([])
    expect(server.folders.harmed(), 'mail of others that was touched').toEqual([])
    const said = server.lines.map((line) => line.replace(/^A\d+ /, ''))
    return { ...seen, said, server, connections: server.connections }
  } finally {
    await server.close()
  }
}

/** A token where there is one. */
function loginOf(password: string, token: string | undefined): Login {
  return token === undefined ? { kind: 'password', password } : { kind: 'token', token, expiresAt: Infinity }
}

export function holdBoth(server: ImapServer): void {
  server.deliver(STRANGERS, { flags: ['\\Deleted'] })
  server.deliver(OURS)
}

async function goThere(server: ImapServer, plan: Visit) {
  const { settings: { scheme = 'imap', ...settings } = {}, deadlineMs = 1500, greetingMs } = plan
  const clock = steadyClock()
  const log = diagnosticLog(clock)
  const { userid = USERID, password = PASSWORD, token, ...others } = settings
  log.hide(token ?? password)
  const dialogue = log.dialogue('mailbox')
  const mailbox = imapMailbox(
    {
      server: { scheme, host: plan.host ?? HOST, port: server.port },
      credentials: { userid, ...loginOf(password, token) },
      tls: { mode: scheme === 'imaps' ? 'required' : 'opportunistic', verify: true },
      ...others,
    },
    {
      clock,
      lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      ca: trusted,
      ...(greetingMs !== undefined && { greetingMs }),
    },
  )
  const listed: ListedMessage[] = []
  const headers: string[] = []
  const warnings: Warning[] = []
  const begun = clock.monotonicMs()
  const deadline = new AbortController()
  const { signal } = deadline
  const disarm = clock.after(deadlineMs, () => deadline.abort('deadline'))
  const failure = await goThrough().catch((error: unknown) => ({ error }))
  const elapsedMs = clock.monotonicMs() - begun
  disarm()
  clock.stop()
  expect(clock.pendingTimers, 'timers left behind').toBe(0)
  return {
    ...{ listed, headers, warnings, elapsedMs },
    times: dialogue.times,
    log: log.lines(),
    ...(failure &&
      (failure.error instanceof ProbeError ? { evidence: failure.error.evidence } : { ours: failure.error })),
  }

  async function goThrough(): Promise<undefined> {
    const session = await (await mailbox.connect(dialogue, signal, { learnt: plan.learnt })).logIn(signal)
    try {
      if (plan.doing) {
        await plan.doing(session, signal, server)
        return
      }
      await readAll(await session.list(signal))
      await readAll((await session.listJunk?.(signal)) ?? [])
      await session.settle(signal)

      async function readAll(messages: Iterable<ListedMessage>): Promise<void> {
        for (const message of messages) {
          listed.push(message)
          const header = await session.header(message, signal)
          headers.push(header)
          if (/^x-roundtrip:/im.test(header)) await session.remove(message, signal)
        }
      }
    } finally {
      warnings.push(...session.warnings)
      await session.close()
    }
  }
}

/** What one look lists: where messages are expected, then the junk folder. */
export async function everything(session: MailboxSession, signal: AbortSignal): Promise<ListedMessage[]> {
  return [...(await session.list(signal)), ...((await session.listJunk?.(signal)) ?? [])]
}

/** The log as a person reads it, the times left out. */
export function script(log: readonly LogLine[]): string[] {
  return log.map(({ side, phase, text }) => `${phase} ${side[0]?.toUpperCase() ?? ''}: ${text}`)
}
