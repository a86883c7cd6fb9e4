import { describe, expect, test } from 'vitest'

import { redactHeard } from '../../../shared/core/redaction/heard.ts'
import { sentSecrets } from '../../../shared/core/redaction/sent-secrets.ts'
import { knownWords } from '../../../shared/core/redaction/vocabulary.ts'
import type { Evidence } from '../../../shared/core/run/evidence.ts'
import { reasonOf } from '../../../shared/core/run/verdict.ts'
import { MAILBOX_REFUSALS, SMTP_REFUSALS } from '../run/refusals.ts'
import { MISREAD, READ_RIGHT } from '../run/refusals/mailbox-words.ts'

const PASSWORDS = [
  'Tr0ub4dor & 3',
  'correct horse battery staple',
  'kqzj wvxp mbtf hrgd',
  'password',
  'Invalid login',
  'mailbox locked by another session',
  'hunter2Correct',
  'd41d8cd98f00b204e9800998ecf8427e',
]

const known = knownWords()
known.add('probe@example.test mail.example.test')
const sentOf = new Map(
  PASSWORDS.map((password) => {
    const sent = sentSecrets()
    sent.add(password, Buffer.from(`\0probe\0${password}`).toString('base64'))
    return [password, sent]
  }),
)

/** What a server answers to this password, as the log shows it. */
function shown(password: string, line: string): string {
  const sent = sentOf.get(password) ?? sentSecrets()
  return redactHeard([line], { sent, known, onlyKnown: true }).join()
}

/** Refusals of logins, and what comes with them, as servers and providers say them. */
const REAL = [
  '535-5.7.8 Username and Password not accepted. For more information, go to',
  '535 5.7.8 https://support.google.com/mail/?p=BadCredentials',
  '534-5.7.9 Application-specific password required. For more information, go to',
  '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
  '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
  '535 5.7.139 Authentication unsuccessful, user is locked by your organization’s security defaults policy. Contact your administrator.',
  '535 5.7.3 Authentication unsuccessful',
  '430 4.2.0 STOREDRV; Cannot open mailbox',
  '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
  '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
  '535 5.7.8 Error: authentication failed: (reason unavailable)',
  '535 Incorrect authentication data',
  '535 #5.7.0 authentication failed',
  '535 5.0.0 Authentication failed. Restarting authentication process.',
  '535 5.7.0 Invalid login or password for probe@example.test',
  '454 4.7.0 Temporary authentication failure: Connection lost to authentication server',
  '-ERR [IN-USE] Unable to lock maildrop: Mailbox is locked by POP server',
  '-ERR [IN-USE] Do you have another POP session running?',
  '-ERR [AUTH] Authentication failed.',
  '-ERR [AUTH] Invalid login',
  '-ERR [AUTH] Username and password not accepted.',
  '-ERR [AUTH] Unsupported authentication mechanism.',
  '-ERR [AUTH] Application-specific password required: https://support.google.com/accounts/answer/185833'.slice(
    0,
    -7,
  ),
  '-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access.',
  '-ERR [SYS/TEMP] Temporary authentication failure. [mail.example.test]',
  '-ERR [LOGIN-DELAY] Logins must be at least 1 minute apart',
  '-ERR Authentication failure: unknown user name or bad password.',
  '-ERR Logon failure: unknown user name or bad password.',
  '-ERR chdir Maildir failed',
  '-ERR fatal error',
  '-ERR STARTTLS failed: ip=[127.0.0.1]',
  'A2 OK Logged in',
  'A2 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
  'A2 NO [AUTHENTICATIONFAILED] Authentication failed.',
  'A2 NO [UNAVAILABLE] Temporary authentication failure.',
  'A2 NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.',
  'A12 NO AUTHENTICATE failed.',
  'A12 NO LOGIN failed.',
  'A2 NO Login failed: authentication failure',
  'A2 BAD User is authenticated but not connected.',
  '* BYE [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access.',
  '* NO [ALERT] Invalid credentials (Failure)',
  '+OK Name is a valid mailbox',
  '+OK Password required.',
  '+OK logged in.',
  '+OK message 2 marked as deleted',
  '334 VXNlcm5hbWU6',
  '334 UGFzc3dvcmQ6',
  '535 Authentication credentials invalid',
  '535 5.7.1 Anmeldung fehlgeschlagen: Benutzername oder Passwort falsch',
  '535 Identifiant ou mot de passe incorrect',
  '535 Nombre de usuario incorrecto',
  '535 Неверный логин или пароль',
  '-ERR 登录失败：密码错误',
]

describe.each(PASSWORDS)('with the password %s', (password) => {
  test.each(REAL)('%s', (line) => {
    expect(shown(password, line)).toBe(line)
  })

  test('every refusal of a login keeps its reason', () => {
    for (const evidence of refusedLogins()) {
      const text = shown(password, evidence.text ?? '')
      expect(reasonOf({ ...evidence, text }), `${evidence.text} -> ${text}`).toBe(reasonOf(evidence))
    }
  })
})

function refusedLogins(): Evidence[] {
  const smtp = SMTP_REFUSALS.filter(([command]) => command.startsWith('AUTH')).map(
    ([command, text]): Evidence => {
      const [, enhancedCode] = /^\d{3} (\d\.\d+\.\d+)/.exec(text) ?? []
      const replyCode = Number(text.slice(0, 3))
      return {
        side: 'smtp',
        phase: 'auth',
        kind: 'refused',
        command,
        replyCode,
        text,
        ...(enhancedCode && { enhancedCode }),
      }
    },
  )
  const mailbox = MAILBOX_REFUSALS.filter(([phase]) => phase === 'auth').map(([, command, text]) => ({
    command,
    text,
  }))
  const words = [...MISREAD, ...READ_RIGHT].map(([, said]) => {
    const [command = '', text = ''] = said.split(/: (.*)/)
    return { command, text }
  })
  return [
    ...smtp,
    ...[...mailbox, ...words].map((more): Evidence => ({
      side: 'mailbox',
      phase: 'auth',
      kind: 'refused',
      ...more,
    })),
  ]
}
