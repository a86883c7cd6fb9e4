import { canonicalHost } from '../../core/definition/fields/host-name.ts'
import type { LoginSecret, SmtpSettings } from '../../core/definition/monitor.ts'
import { contentId } from '../../core/identity/content-id.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import { verdictOf } from '../../core/run/verdict.ts'
import { alertMail } from '../../core/wording/alert-mail.ts'
import { reasonWords } from '../../core/wording/words/reason-words.ts'
import type { AlertDestination } from '../ports/alerting.ts'
import type { Clock } from '../ports/clock.ts'
import type { Login } from '../ports/login.ts'
import type { MailServers } from '../ports/mail.ts'
import { ProbeError } from '../ports/probe-error.ts'
import type { SecretReader, SecretReading } from '../ports/secrets.ts'
import type { TokenReader, TokenReading } from '../ports/tokens.ts'
import { diagnosticLog } from '../probe/diagnostic-log.ts'
import { howToSet } from '../probe/login-secrets.ts'
import { mayBeSaidTo } from '../probe/secret-for-host.ts'

/** The server that takes alerts, and whom they are from. */
export type AlertSmtp = SmtpSettings & { from: string }

export interface EmailPorts {
  clock: Clock
  mail: Pick<MailServers, 'sender'>
  secrets: SecretReader
  tokens?: TokenReader
}

/** One address, told over this server: a session and a message for each alert. */
export function emailDestination(to: string, smtp: AlertSmtp, ports: EmailPorts): AlertDestination {
  const { clock, mail } = ports
  return {
    id: contentId('email', to),
    name: to,
    async tell(alert, signal) {
      const log = diagnosticLog(clock)
      const login = smtp.login && (await loginOf(smtp, smtp.login.secret, ports, signal))
      if (login) log.hide(login.kind === 'password' ? login.password : login.token)
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

/** A password is read anew each time, so that one which was changed holds at once. */
async function loginOf(
  { server: { host } }: SmtpSettings,
  secret: LoginSecret,
  ports: EmailPorts,
  signal: AbortSignal,
): Promise<Login> {
  const reading = await readNow(secret, ports, signal)
  if (reading?.kind === 'found' && mayBeSaidTo(host, reading)) {
    return 'expiresAt' in reading
      ? { kind: 'token', token: reading.value, expiresAt: reading.expiresAt }
      : { kind: 'password', password: reading.value }
  }
  if (reading?.kind === 'refused') throw new Error(`${reading.fullName} ${reading.detail}`)
  const name = canonicalHost(host) ?? host
  const hint = howToSet(secret, ports, [name])
  if (reading?.kind === 'found') throw new Error(`${reading.fullName} is not for ${name}: ${hint}`)
  throw new Error(`${reading?.fullName ?? `the ${secret.kind}`} ${reading?.problem ?? 'is missing'}: ${hint}`)
}

async function readNow(
  secret: LoginSecret,
  { secrets, tokens }: EmailPorts,
  signal: AbortSignal,
): Promise<SecretReading | TokenReading | undefined> {
  if (secret.kind === 'grant') return tokens?.readToken(secret, signal)
  const [reading] = await secrets.read([secret], signal, { fresh: true })
  return reading
}

function wordsOf({ evidence }: ProbeError): string {
  const { reason, detail } = verdictOf({ kind: 'failed', evidence })
  const words = reason ? reasonWords(reason) : 'it failed'
  return tameLine(detail === undefined ? words : `${words}: ${detail}`)
}
