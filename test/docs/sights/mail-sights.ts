import type { Credentials } from '../../../shared/adapters/mail/login/credentials.ts'
import type { Evidence } from '../../../shared/core/run/evidence.ts'
import { verdictOf } from '../../../shared/core/run/verdict.ts'
import { certificate, visit } from '../../adapters/mail/imap/imap-visit.ts'
import { NO_SIGNAL, evidenceOf } from '../../adapters/mail/net/net-world.ts'
import { visitPlay } from '../../adapters/mail/pop3/visit-play.ts'
import { CERTIFICATE, sendingTo } from '../../adapters/mail/smtp/sending.ts'
import type { ImapPlay } from '../../support/servers/imap/imap-play.ts'
import { type SmtpPlay, smtpPlay } from '../../support/servers/smtp-play.ts'
import { GMAILS_REASON, takingTokens } from '../../support/servers/token-acts.ts'

const TOKEN = 'eyJ0eXAiOiJKV1Qi.k7Qz-Vx_2k7Qz-Vx_2.sig'
const LOGIN: Credentials = { kind: 'token', userid: 'probe@example.test', token: TOKEN, expiresAt: Infinity }
const PASSWORD: Credentials = {
  kind: 'password',
  userid: 'probe@example.test',
  password: 'Tr0ub4dor&3 staple',
}
const CAPABILITIES = ['IMAP4rev1', 'AUTH=XOAUTH2', 'SASL-IR', 'UIDPLUS', 'IDLE'] as const

/** What a mail server says to a good token where something else is missing, by the name that the guides give it. */
const SIGHTS: Readonly<Record<string, () => Promise<Evidence | undefined>>> = {
  'imap-refused': () => atImap({ AUTHENTICATE: refusing('imap', 'NO AUTHENTICATE failed.') }),
  'imap-not-granted': () =>
    atImap({
      AUTHENTICATE: takingTokens({ protocol: 'imap', refusal: '' }),
      SELECT: (connection, line) =>
        connection.write(`${line.split(' ')[0] ?? ''} BAD User is authenticated but not connected.\r\n`),
    }),
  'gmail-refused': () =>
    atImap({
      AUTHENTICATE: refusing(
        'imap',
        'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
        GMAILS_REASON,
      ),
    }),
  'gmail-imap-off': () =>
    atImap({
      AUTHENTICATE: refusing(
        'imap',
        'NO [ALERT] IMAP access is disabled for your domain. Please contact your domain administrator for questions about this feature. (Failure)',
        GMAILS_REASON,
      ),
    }),
  'gmail-pop-off': () =>
    atPop3(
      '-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access.',
    ),
  'app-password-wanted': () =>
    atImap(
      {
        LOGIN:
          '$ NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      },
      {},
    ),
  'password-at-imap': () => atImap({ LOGIN: '$ NO LOGIN failed.' }, {}),
  'password-at-smtp': () =>
    sent({ AUTH: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' }, PASSWORD),
  'smtp-refused': () => sent({ AUTH: refusing('smtp', '535 5.7.3 Authentication unsuccessful') }),
  // As reported of a shared mailbox for which SMTP AUTH was on: nextcloud/mail 13668, email-oauth2-proxy 426.
  unlicensed: () => sent({ AUTH: refusing('smtp', '535 5.7.3 Authentication unsuccessful') }),
  'smtp-disabled-mailbox': () =>
    sent({
      AUTH: refusing(
        'smtp',
        '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
      ),
    }),
  'pop3-refused': () => atPop3('-ERR Authentication failure: unknown user name or bad password.'),
  'pop3-long-token': () => atPop3('-ERR Protocol error. Connection is closed. 10'),
  'send-as': () =>
    sent({
      AUTH: takingTokens({ protocol: 'smtp', refusal: '' }),
      '.': '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    }),
  'send-without-access': () =>
    sent({
      AUTH: takingTokens({ protocol: 'smtp', refusal: '' }),
      '.': '430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Submission.Exception:ConnectionFailedTransientException.MapiExceptionLogonFailed; Failed to process message due to a transient exception with message [BeginDiagnosticData]Cannot open mailbox.',
    }),
  'mailbox-full': () =>
    sent({
      AUTH: takingTokens({ protocol: 'smtp', refusal: '' }),
      '.': '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:StoreDrvSubmissionQuotaException',
    }),
  'smtp-disabled': () => {
    const refusal =
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.'
    return sent({ AUTH: refusing('smtp', refusal) })
  },
}

/** `reason: detail` of this sight, as a run reports it; `undefined`: it is none of a mail server. */
export async function mailSight(name: string): Promise<string | undefined> {
  const evidence = await SIGHTS[name]?.()
  if (!evidence) return undefined
  const { reason, detail } = verdictOf({ kind: 'failed', evidence })
  return `${reason ?? ''}: ${detail ?? ''}`
}

function refusing(protocol: 'imap' | 'smtp' | 'pop3', refusal: string, reason?: string) {
  return takingTokens({ protocol, takes: () => false, refusal, ...(reason !== undefined && { reason }) })
}

async function sent(
  on: NonNullable<SmtpPlay['on']>,
  login: Credentials = LOGIN,
): Promise<Evidence | undefined> {
  const play = smtpPlay({ extensions: ['AUTH LOGIN XOAUTH2'], on })
  const sending = await sendingTo(play, { settings: { login }, signal: NO_SIGNAL }, CERTIFICATE)
  return evidenceOf(sending.send())
}

async function atPop3(refusal: string): Promise<Evidence | undefined> {
  const play = { capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2'], on: { AUTH: refusing('pop3', refusal) } }
  const { evidence } = await visitPlay(play, { settings: { scheme: 'pop3s', token: TOKEN } }, 'tls')
  return evidence
}

async function atImap(
  on: NonNullable<ImapPlay['on']>,
  login: { token?: string } = { token: TOKEN },
): Promise<Evidence | undefined> {
  const settings = { scheme: 'imaps', ...login } as const
  const { evidence } = await visit({ capabilities: [...CAPABILITIES], on }, { over: certificate, settings })
  return evidence
}
