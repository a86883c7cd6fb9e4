import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import type { Network, ResolvedAddress } from '../../../shared/adapters/mail/net/network.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { MailSender, MailServers } from '../../../shared/app/ports/mail.ts'
import type { ProbeReport } from '../../../shared/app/probe/probe-context.ts'
import { runLedger } from '../../../shared/app/probe/run-ledger.ts'
import { runProbe } from '../../../shared/app/probe/run-probe.ts'
import type {
  LoginSecret,
  MailboxSettings,
  Monitor,
  SmtpSettings,
  TlsSettings,
} from '../../../shared/core/definition/monitor.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { LogLine, OpenRun } from '../../../shared/core/run/run.ts'
import type { SchemeOf } from '../../../shared/core/run/schemes.ts'
import { type Verdict, verdictOf } from '../../../shared/core/run/verdict.ts'
import { handedTokens } from '../memory/handed-tokens.ts'
import { memorySecrets } from '../memory/memory-secrets.ts'
import { type MemoryStore, memoryStore } from '../memory/memory-store.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'

export const HOST = 'mail.example.test'
export const USERID = 'probe'
export const PASSWORD = 'Tr0ub4dor & 3'
export const ADDRESS = 'probe@example.test'
/** What the built-in sender sends as. */
export const SENDER = 'roundtrip@sender.test'

/** The names with an address of their own; every other one is 127.0.0.1. */
const ADDRESSES: Readonly<Record<string, () => Promise<ResolvedAddress[]>>> = {
  'unknown.example.test': () => unresolved('ENOTFOUND'),
  'undecided.example.test': () => unresolved('EAI_AGAIN'),
  'unanswered.example.test': () => new Promise(() => undefined),
  // Nothing listens at the first.
  'two.example.test': () => Promise.resolve(['127.0.0.99', '127.0.0.1'].map(ipv4)),
}

export interface FullProbe {
  smtpPort: number
  mailboxPort: number
  smtpHost?: string
  mailboxHost?: string
  smtp?: Partial<Omit<SmtpSettings, 'tls' | 'login'>> & {
    tls?: Partial<TlsSettings>
    scheme?: 'smtp' | 'smtps'
    /** Logs in as `userid` with `password`. */
    login?: boolean
  }
  mailbox?: Partial<Omit<MailboxSettings, 'server' | 'userid' | 'password' | 'tls'>> & {
    tls?: Partial<TlsSettings>
    scheme?: SchemeOf<'mailbox'>
  }
  /** Of both sides. */
  userid?: string
  password?: string
  /** Both sides log in with these in place of the password; the next one where the one before is refused. */
  tokens?: readonly string[]
  /** What the store holds by the time at which it is read again. */
  storedMeanwhile?: string
  network?: Pick<Network, 'greetingMs' | 'connectMs'>
  ca?: readonly string[]
  /** Default 1,500. */
  deadlineMs?: number
  /** The warning `password-in-clear` is told too: every other row that delivers by a plain POP3 has it. */
  tellsClear?: boolean
  /** Sends in the place of the SMTP server, which the monitor then does not name. */
  builtIn?: MailSender
  /** It was taken over from a process that got that far: it looks only. */
  resumed?: 'submitting' | 'sent'
  /** Where it is known what was seen before; default a store of its own. */
  runs?: MemoryStore
}

export interface Probed extends Verdict, Pick<ProbeReport, 'phases' | 'waitedOutMs' | 'sweptMessages'> {
  outcome: ProbeReport['outcome']['kind']
  roundTripMs?: number
  warnings: readonly string[]
  log: readonly LogLine[]
  elapsedMs: number
  /** Timers that nobody took back. */
  timersLeft: number
}

/** The mail adapters over this machine's network. */
export function loopbackMail(
  ca: readonly string[] = [],
  others: Partial<Network> = {},
  builtIn?: MailSender,
): MailServers {
  const network = {
    clock: systemClock,
    ...others,
    ca,
    lookup: (host: string) => (ADDRESSES[host] ?? (() => Promise.resolve([ipv4('127.0.0.1')])))(),
  }
  return mailServers(network, builtIn)
}

function ipv4(address: string): ResolvedAddress {
  return { address, family: 4 }
}

function unresolved(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }))
}

/**
 * One whole probe over real sockets, with a deadline shorter than a monitor may have; never throws for what
 * servers do.
 */
export async function fullProbe(plan: FullProbe, time: Clock): Promise<Probed> {
  const { password = PASSWORD } = plan
  const { clock, pending } = countingClock(time)
  const runs = plan.runs ?? memoryStore(clock)
  const started = clock.now()
  const request = {
    monitorId: 'inbox',
    location: 'local',
    scheduledAt: started,
    trigger: 'schedule',
  } as const
  const deadlineMs = plan.deadlineMs ?? 1500
  const open: OpenRun = {
    ...request,
    ...runKeyOf(request),
    attempt: randomIds.token(),
    attempts: 1,
    token: randomIds.token(),
    stage: plan.resumed ?? 'claimed',
    startedAt: started,
    deadline: started + deadlineMs,
    until: started + deadlineMs + 60_000,
  }
  await runs.claim(open)
  const log = diagnosticLog(clock)
  const begun = clock.monotonicMs()
  const report = await runProbe(
    { monitor: monitorOf(plan), resumed: plan.resumed !== undefined, ledger: runLedger(open, runs), log },
    {
      clock,
      secrets: memorySecrets((_reference, fresh) => (fresh ? plan.storedMeanwhile : undefined) ?? password),
      mail: loopbackMail(plan.ca, { ...plan.network, clock }, plan.builtIn),
      runs,
      ...(plan.builtIn && { mailEvents: runs, senderAddress: SENDER }),
      ...(plan.tokens && { tokens: handedTokens(plan.tokens) }),
    },
    {},
  )
  return {
    ...verdictOf(report.outcome),
    outcome: report.outcome.kind,
    phases: report.phases,
    warnings: report.warnings.filter(
      (warning) => plan.tellsClear === true || warning !== 'password-in-clear',
    ),
    ...(report.outcome.kind === 'delivered' && { roundTripMs: report.outcome.roundTripMs ?? 0 }),
    ...(report.waitedOutMs !== undefined && { waitedOutMs: report.waitedOutMs }),
    ...(report.sweptMessages !== undefined && { sweptMessages: report.sweptMessages }),
    log: log.lines(),
    elapsedMs: clock.monotonicMs() - begun,
    timersLeft: pending(),
  }
}

/** The same clock, and how many timers of this one neither fired nor were taken back. */
function countingClock(whole: Clock): { clock: Clock; pending: () => number } {
  const timers = new Set<symbol>()
  const clock: Clock = {
    ...whole,
    after(ms, action) {
      const timer = Symbol()
      timers.add(timer)
      const cancel = whole.after(ms, () => {
        timers.delete(timer)
        action()
      })
      return () => {
        timers.delete(timer)
        cancel()
      }
    },
  }
  return { clock, pending: () => timers.size }
}

function monitorOf(plan: FullProbe): Monitor {
  const { scheme: smtpScheme = 'smtp', tls: smtpTls, login, ...smtp } = plan.smtp ?? {}
  const { userid = USERID } = plan
  const { scheme: mailboxScheme = 'pop3', tls: mailboxTls, ...mailbox } = plan.mailbox ?? {}
  const secret = (name: string): LoginSecret =>
    plan.tokens ? { kind: 'grant', store: 'env', name: 'GRANT' } : { kind: 'password', store: 'env', name }
  const tls = (scheme: string): TlsSettings => ({
    mode: scheme.endsWith('s') ? 'required' : 'opportunistic',
    verify: true,
  })
  return {
    monitorId: 'inbox',
    name: 'Inbox',
    enabled: true,
    emailAddress: ADDRESS,
    mailbox: {
      ...(mailboxScheme.startsWith('imap') && { junk: 'failed' }),
      ...mailbox,
      server: { scheme: mailboxScheme, host: plan.mailboxHost ?? HOST, port: plan.mailboxPort },
      userid,
      secret: secret('MAILBOX'),
      tls: { ...tls(mailboxScheme), ...mailboxTls },
    },
    ...(!plan.builtIn && {
      smtp: {
        ...smtp,
        ...(login && { login: { userid, secret: secret('SMTP') } }),
        server: { scheme: smtpScheme, host: plan.smtpHost ?? HOST, port: plan.smtpPort },
        tls: { ...tls(smtpScheme), ...smtpTls },
      },
    }),
    timeoutSeconds: 300,
    intervalMinutes: 10,
    locationMode: 'all',
    alerts: DEFAULT_POLICIES,
    maintenance: [],
    tags: [],
    definitionHash: 'test',
  }
}
