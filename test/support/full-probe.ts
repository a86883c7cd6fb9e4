import { pop3Mailbox } from '../../shared/adapters/pop3/pop3-mailbox.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { smtpSender } from '../../shared/adapters/smtp/smtp-sender.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { diagnosticLog } from '../../shared/app/diagnostic-log.ts'
import type { MailServers } from '../../shared/app/ports.ts'
import type { ProbeReport } from '../../shared/app/probe-context.ts'
import { runLedger } from '../../shared/app/run-ledger.ts'
import { runProbe } from '../../shared/app/run-probe.ts'
import type { Monitor, SmtpSettings, TlsSettings } from '../../shared/core/monitor.ts'
import { runKeyOf } from '../../shared/core/run-id.ts'
import type { LogLine, OpenRun } from '../../shared/core/run.ts'
import { judge, type Verdict } from '../../shared/core/verdict.ts'
import { memoryStore } from './memory-store.ts'

export const HOST = 'mail.example.test'
export const USERID = 'probe'
export const PASSWORD = 'Tr0ub4dor & 3'
export const ADDRESS = 'probe@example.test'

export interface FullProbe {
  smtpPort: number
  mailboxPort: number
  smtpHost?: string
  mailboxHost?: string
  smtp?: Partial<Omit<SmtpSettings, 'tls'>> & { tls?: Partial<TlsSettings>; scheme?: 'smtp' | 'smtps' }
  mailbox?: { tls?: Partial<TlsSettings>; scheme?: 'pop3' | 'pop3s'; password?: string }
  ca?: readonly string[]
  /** Default 1,500. */
  deadlineMs?: number
}

export interface Probed extends Verdict, Pick<ProbeReport, 'phases' | 'waitedOutMs' | 'sweptMessages'> {
  outcome: ProbeReport['outcome']['kind']
  warnings: readonly string[]
  log: readonly LogLine[]
  elapsedMs: number
}

/** The mail adapters over this machine's network, where every name is 127.0.0.1 but `unknown.example.test`, which has no address. */
export function loopbackMail(ca: readonly string[] = []): MailServers {
  const network = {
    clock: systemClock,
    ca,
    lookup: (host: string) =>
      host.startsWith('unknown.')
        ? Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }))
        : Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  }
  return {
    sender(settings, password) {
      if (!settings) throw new Error('these tests have no built-in sender')
      const { login, ...rest } = settings
      const credentials = login && password !== undefined ? { login: { userid: login.userid, password } } : {}
      return smtpSender({ ...rest, ...credentials }, network)
    },
    mailbox: (settings, password) => pop3Mailbox({ ...settings, password }, network),
  }
}

/** One whole probe over real sockets, with a deadline shorter than a monitor may have; never throws for what servers do. */
export async function fullProbe(plan: FullProbe): Promise<Probed> {
  const runs = memoryStore(systemClock)
  const started = systemClock.now()
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
    stage: 'claimed',
    startedAt: started,
    deadline: started + deadlineMs,
    until: started + deadlineMs + 60_000,
  }
  await runs.claim(open)
  const log = diagnosticLog(systemClock)
  const begun = performance.now()
  const report = await runProbe(
    { monitor: monitorOf(plan), resumed: false, ledger: runLedger(open, runs), log },
    {
      clock: systemClock,
      secrets: {
        read: (references) => Promise.resolve(references.map(() => plan.mailbox?.password ?? PASSWORD)),
        howToSet: () => 'set it',
      },
      mail: loopbackMail(plan.ca),
      runs,
    },
    {},
  )
  return {
    ...judge(report.outcome),
    outcome: report.outcome.kind,
    phases: report.phases,
    warnings: report.warnings,
    ...(report.waitedOutMs !== undefined && { waitedOutMs: report.waitedOutMs }),
    ...(report.sweptMessages !== undefined && { sweptMessages: report.sweptMessages }),
    log: log.lines(),
    elapsedMs: performance.now() - begun,
  }
}

function monitorOf(plan: FullProbe): Monitor {
  const { scheme: smtpScheme = 'smtp', tls: smtpTls, ...smtp } = plan.smtp ?? {}
  const { scheme: mailboxScheme = 'pop3', tls: mailboxTls } = plan.mailbox ?? {}
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
      server: { scheme: mailboxScheme, host: plan.mailboxHost ?? HOST, port: plan.mailboxPort },
      userid: USERID,
      password: { store: 'env', name: 'MAILBOX' },
      tls: { ...tls(mailboxScheme), ...mailboxTls },
    },
    smtp: {
      ...smtp,
      server: { scheme: smtpScheme, host: plan.smtpHost ?? HOST, port: plan.smtpPort },
      tls: { ...tls(smtpScheme), ...smtpTls },
    },
    timeoutSeconds: 300,
    intervalMinutes: 10,
    alerts: [{ onError: true }],
    tags: [],
    definitionHash: 'test',
  }
}
