import { expect } from 'vitest'

import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { type Check, checkMonitor } from '../../shared/app/run/check-monitor.ts'
import { handleRun } from '../../shared/app/run/handle-run.ts'
import type { TokenReader } from '../../shared/app/ports/tokens.ts'
import type { AlertMessage } from '../../shared/core/wording/alert-message.ts'
import { parseMonitor } from '../../shared/core/definition/parse-monitor.ts'
import type { RunResult } from '../../shared/core/run/run.ts'
import { SECRET_MARK } from '../../shared/core/redaction/redact.ts'
import { loopbackMail } from '../support/worlds/full-probe.ts'
import { memorySecrets } from '../support/memory/memory-secrets.ts'
import { memoryMonitors } from '../support/memory/memory-monitors.ts'
import { type MemoryStore, memoryStore } from '../support/memory/memory-store.ts'
import { mailIn } from './mail-on-disk.ts'
import { type MailboxName, PASSWORD } from './mailboxes.ts'
import { DOMAIN, HOST, runningServers } from './servers.ts'

const servers = runningServers()
export const { ports } = servers

/** What a password that is not right is here; as hidden as the right one. */
export const WRONG_PASSWORD = 'Stein & Bein + 9 Baeche'

const PASSWORDS: Readonly<Record<string, string>> = { RIGHT: PASSWORD, WRONG: WRONG_PASSWORD }
const SECRETS = memorySecrets(({ name }) => PASSWORDS[name])

/** Where access tokens come from, and which there are: none of them may be in what is stored. */
export interface Granted {
  tokens: TokenReader
  secrets: () => Iterable<string>
}

export interface Plan {
  /** Whose mailbox is watched; the test message goes there, and comes from there. */
  mailbox: MailboxName
  /**
   * Fields of `smtp` in the definition; default: `server` is the plain relay. `login` stands for both of a
   * login's fields.
   */
  smtp?: { server?: string; tls?: string; from?: string; login?: 'right' | 'wrong' }
  /** Fields of `mailbox` in the definition; default: `server` is POP3 at the address that needs no TLS. */
  at?: {
    server?: string
    tls?: string
    password?: 'wrong'
    folder?: string
    junk?: string
    junkServer?: string
  }
  /** Default the mailbox's own. */
  emailAddress?: string
  /** Default the mailbox's name; of two monitors at one mailbox each has its own. */
  monitorId?: string
  /** Default 20. */
  timeoutSeconds?: number
  /** Every login is made with an access token instead of the password. */
  granted?: Granted
  /** Whether the private CA is trusted; default true. */
  trusting?: boolean
}

export interface Done {
  result: RunResult
  /** The diagnostic log: `CLIENT: `, `SERVER: ` or `NOTE: ` and the text, of both dialogues. */
  said: readonly string[]
  published: readonly AlertMessage[]
  /** The mailbox afterwards, as it lies on the disk. */
  mail: ReturnType<typeof mailIn>
  /** Ms that handling the run took. */
  wallMs: number
}

export interface Watched {
  runs: MemoryStore
  /** One run, due now. Fails the test when a password is in anything that was stored or published. */
  run(): Promise<Done>
}

/** A monitor of the real servers with stores of its own; every run of it is a full one, on the real clock. */
export async function watched(plan: Plan): Promise<Watched> {
  const runs = memoryStore(systemClock)
  const monitors = memoryMonitors()
  const published: AlertMessage[] = []
  const definition = definitionOf(plan)
  const { monitorId } = definition
  await monitors.put({ monitorId, managedBy: 'table', revision: 1, definition }, undefined)
  const runPorts = {
    clock: systemClock,
    ids: randomIds,
    secrets: SECRETS,
    ...(plan.granted && { tokens: plan.granted.tokens }),
    mail: mailFor(plan),
    runs,
    monitors,
    publisher: {
      publish(message: AlertMessage) {
        return Promise.resolve({ messageId: String(published.push(message)) })
      },
    },
    definitionSource: 'file' as const,
  }
  return {
    runs,
    async run() {
      const begun = performance.now()
      const request = { monitorId, location: 'local', scheduledAt: Date.now(), trigger: 'schedule' as const }
      const handled = await handleRun(request, runPorts)
      const wallMs = performance.now() - begun
      if (handled.kind !== 'recorded') throw new Error(`not recorded but ${handled.kind}`)
      const log = (await runs.findLog(handled.result)) ?? []
      const said = log.map(({ side, text }) => `${side.toUpperCase()}: ${text}`)
      const mail = mailIn(servers.directory, plan.mailbox)
      expectNoSecret({ ...runs.items(), published }, plan)
      return { result: withoutClear(handled.result), said, published: [...published], mail, wallMs }
    },
  }
}

/** A check of the same monitor: nothing is stored. Fails the test when a password is in what it says. */
export async function checked(plan: Plan): Promise<Check> {
  const parsed = parseMonitor(definitionOf(plan), 'file')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  const checkPorts = { clock: systemClock, ids: randomIds, secrets: SECRETS, mail: mailFor(plan) }
  const check = await checkMonitor(parsed.monitor, checkPorts, {})
  expectNoSecret(check, plan)
  return { ...check, result: withoutClear(check.result) }
}

/** One run of a monitor that has no other. */
export async function fullRun(plan: Plan): Promise<Done> {
  const { run } = await watched(plan)
  return run()
}

/** The logins of a run by IMAP. */
export function imapLogins({ said }: Pick<Done, 'said'>): string[] {
  return said.filter((line) => /^CLIENT: \S+ (?:LOGIN|AUTHENTICATE)\b/.test(line))
}

/** The lines on which a client of ours said a secret, with the mark in its place. */
export function marked({ said }: Done): string[] {
  return said.filter((line) => line.startsWith('CLIENT: ') && line.includes(SECRET_MARK))
}

/** Most servers here are plain, and nearly every row would have that warning. */
function withoutClear(result: RunResult): RunResult {
  return { ...result, warnings: result.warnings.filter((warning) => warning !== 'password-in-clear') }
}

function mailFor({ trusting = true }: Plan) {
  return loopbackMail(trusting ? [servers.ca] : [])
}

function definitionOf(plan: Plan) {
  const {
    mailbox,
    smtp = {},
    at = {},
    emailAddress,
    monitorId = mailbox,
    timeoutSeconds = 20,
    granted,
  } = plan
  const { login, ...sending } = smtp
  const secretOf = (password: 'right' | 'wrong' = 'right') =>
    granted ? { grant: 'env:GRANT' } : { password: `env:${password.toUpperCase()}` }
  const { password, ...receiving } = at
  return {
    monitorId,
    emailAddress: emailAddress ?? `${mailbox}@${DOMAIN}`,
    mailbox: {
      server: `pop3://${HOST}:${ports.pop3}`,
      userid: mailbox,
      ...receiving,
      ...secretOf(password),
    },
    smtp: {
      server: `smtp://${HOST}:${ports.smtp}`,
      from: `${mailbox}@${DOMAIN}`,
      ...sending,
      ...(login && { userid: mailbox, ...secretOf(login) }),
    },
    timeoutSeconds,
    // More than the timeout.
    intervalMinutes: Math.floor(timeoutSeconds / 60) + 1,
  }
}

/** Looks for each password and token as it is, and in every base64 that holds it, whatever stands around it. */
function expectNoSecret(everything: unknown, { granted }: Plan): void {
  const text = JSON.stringify(everything)
  for (const secret of [PASSWORD, WRONG_PASSWORD, ...(granted?.secrets() ?? [])]) {
    expect(text.includes(secret), 'a secret in what is stored or published').toBe(false)
    for (const run of text.match(/[A-Za-z0-9+/]{8,}={0,2}/g) ?? []) {
      expect(Buffer.from(run, 'base64').toString('utf8')).not.toContain(secret)
    }
  }
}
