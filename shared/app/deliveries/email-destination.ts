import { canonicalHost } from '../../core/definition/fields/host-name.ts'
import type { SmtpSettings } from '../../core/definition/monitor.ts'
import { contentId } from '../../core/identity/content-id.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import { verdictOf } from '../../core/run/verdict.ts'
import { alertMail } from '../../core/wording/alert-mail.ts'
import { REASON_WORDS } from '../../core/wording/words/reason-words.ts'
import type { AlertDestination } from '../ports/alerting.ts'
import type { Clock } from '../ports/clock.ts'
import type { Login } from '../ports/login.ts'
import type { MailServers } from '../ports/mail.ts'
import { ProbeError } from '../ports/probe-error.ts'
import type { SecretReader } from '../ports/secrets.ts'
import { diagnosticLog } from '../probe/diagnostic-log.ts'
import { mayBeSaidTo } from '../probe/secret-for-host.ts'

/** The server that takes alerts, and whom they are from. */
export type AlertSmtp = SmtpSettings & { from: string }

export interface EmailPorts {
  clock: Clock
  mail: Pick<MailServers, 'sender'>
  secrets: SecretReader
}

/** One address, told over this server: a session and a message for each alert. */
export function emailDestination(to: string, smtp: AlertSmtp, ports: EmailPorts): AlertDestination {
  const { clock, mail, secrets } = ports
  return {
    id: contentId('email', to),
    name: to,
    async tell(alert, signal) {
      const log = diagnosticLog(clock)
      const login = smtp.login && (await loginOf(smtp, smtp.login.password, secrets, signal))
      if (login?.kind === 'password') log.hide(login.password)
      const text = alertMail(alert, { from: smtp.from, to, sentAt: clock.now() })
      try {
        const session = await mail.sender(smtp, login).open(log.dialogue('smtp'), signal)
        try {
          await session.submit({ from: smtp.from, to, text }, signal)
        } finally {
          await session.close()
        }
      } catch (error) {
        throw error instanceof ProbeError ? new Error(wordsOf(error), { cause: error }) : error
      }
    },
  }
}

/** Read anew each time, so that a password which was changed holds at once. */
async function loginOf(
  { server: { host } }: SmtpSettings,
  reference: NonNullable<SmtpSettings['login']>['password'],
  secrets: SecretReader,
  signal: AbortSignal,
): Promise<Login> {
  const [reading] = await secrets.read([reference], signal, { fresh: true })
  if (reading?.kind === 'found' && mayBeSaidTo(host, reading)) {
    return { kind: 'password', password: reading.value }
  }
  const name = canonicalHost(host) ?? host
  const hint = secrets.howToSet(reference, [name])
  if (reading?.kind === 'found') throw new Error(`${reading.fullName} is not for ${name}: ${hint}`)
  throw new Error(`${reading?.fullName ?? 'the password'} ${reading?.problem ?? 'is missing'}: ${hint}`)
}

function wordsOf({ evidence }: ProbeError): string {
  const { reason, detail } = verdictOf({ kind: 'failed', evidence })
  const words = reason ? REASON_WORDS[reason] : 'it failed'
  return tameLine(detail === undefined ? words : `${words}: ${detail}`)
}
