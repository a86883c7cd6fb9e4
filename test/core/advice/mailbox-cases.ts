import type { Reason } from '../../../shared/core/run/statuses.ts'
import { AWS, type AdviceCase } from './own-fault-cases.ts'

/** A failure of a POP3 server. */
export const mailbox = (step: string, detail?: string) => ({
  phase: `mailbox.${step}`,
  port: 110,
  ...(detail && { detail }),
})

/** A failure of an IMAP server. */
const imap = (step: string, detail: string) => ({
  ...mailbox(step, detail),
  port: 143,
  scheme: 'imap' as const,
})

/** What mailbox servers do, and what becomes of the message on its way there. */
export const MAILBOX_CASES = {
  'mailbox-connection-refused': [['POP3 is stopped', mailbox('connect', 'ECONNREFUSED')]],
  'mailbox-unreachable': [
    ['from this machine', mailbox('connect', 'EHOSTUNREACH')],
    ['from a VPC without a way out', { ...AWS, ...mailbox('connect', 'ENETUNREACH') }],
  ],
  'mailbox-connect-timeout': [
    ['from this machine', mailbox('connect')],
    ['from Lambda', { ...AWS, ...mailbox('connect') }],
  ],
  'message-not-delivered': [
    ['taken with 250 and not seen', {}],
    [
      'sent by the built-in sender',
      { detail: 'Amazon SES delivered it to mx.example.net after 1.2 s: "250 2.0.0 Ok"' },
    ],
  ],
  'message-junked': [['with marks', mailbox('search', 'X-Spam-Flag: YES')]],
  'mailbox-folder-not-found': [['IMAP', imap('search', '[NONEXISTENT] Mailbox does not exist')]],
  'mailbox-login-refused': [
    ['a token, by IMAP', imap('auth', 'AUTHENTICATE failed. (login by XOAUTH2)')],
    [
      'a token, by POP3',
      mailbox('auth', 'Authentication failure: unknown user name or bad password. (login by XOAUTH2)'),
    ],
    [
      'a token at Gmail',
      imap('auth', '[AUTHENTICATIONFAILED] Invalid credentials (Failure) (status 400) (login by XOAUTH2)'),
    ],
    [
      'only a mechanism that we do not speak',
      mailbox('auth', '[AUTH] Unsupported authentication mechanism. (the server names DIGEST-MD5)'),
    ],
    ['a wrong password at Dovecot', mailbox('auth', '[AUTH] Authentication failed.')],
    ['no word at all', mailbox('auth')],
    ['APOP for lack of TLS', mailbox('auth', 'no (no STLS is offered, login by APOP)')],
    [
      'no TLS',
      mailbox('auth', '[AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.'),
    ],
    ['Gmail', mailbox('auth', '[AUTH] Application-specific password required: support.google.com/accounts')],
    ['POP3 not enabled', mailbox('auth', '[AUTH] Your account is not enabled for POP access.')],
    ['Microsoft 365', mailbox('auth', 'Logon failure: basic authentication is disabled.')],
    ['IMAP', imap('auth', '[AUTHENTICATIONFAILED] Invalid credentials (Failure)')],
    ['IMAP not enabled', imap('auth', '[ALERT] Your account is not enabled for IMAP use. (Failure)')],
    [
      'Gmail, by IMAP',
      imap('auth', '[ALERT] Please log in via your web browser: support.google.com (Failure)'),
    ],
    ['Cyrus, by IMAP', imap('auth', 'Login only available under a layer')],
    ['a locked account', mailbox('auth', '[AUTH] Account is locked.')],
  ],
  'mailbox-locked': [
    ['held by another session', mailbox('auth', '[IN-USE] Do you have another POP session running?')],
  ],
  'mailbox-login-delay': [
    ['logins too close', mailbox('auth', '[LOGIN-DELAY] minimum time between mail checks')],
    [
      'Cyrus',
      mailbox(
        'auth',
        '[LOGIN-DELAY] Logins must be at least 1 minute apart (60 s between two logins, timeout 30 s)',
      ),
    ],
    [
      'longer than any timeout',
      mailbox('auth', '[LOGIN-DELAY] too soon (300 s between two logins, timeout 300 s)'),
    ],
  ],
  'mailbox-login-limit': [
    ['by its words', mailbox('auth', 'Exceeded the login limit for a 15 minute period.')],
    ['after a login that was taken', mailbox('auth', 'login incorrect')],
    ['after a login that was taken, by IMAP', imap('auth', 'LOGIN failed.')],
    ['Dovecot, by IMAP', imap('auth', '[LIMIT] Maximum number of connections from user+IP exceeded')],
    ['Exchange Online', imap('search', 'Request is throttled. Suggested Backoff Time: 299910 milliseconds')],
    ['Yahoo', imap('auth', '[LIMIT] LOGIN Rate limit hit')],
  ],
  'mailbox-unavailable': [
    ['a greeting of -ERR', mailbox('greeting', 'come back later')],
    ['passing trouble', mailbox('auth', '[SYS/TEMP] Temporary authentication failure.')],
    ['lasting trouble', mailbox('auth', '[SYS/PERM] Failed to open mailbox')],
    ['POP3 not enabled', mailbox('auth', '[SYS/PERM] POP access is disabled for this user')],
    ['no rights at Exchange Online', imap('search', 'User is authenticated but not connected.')],
    ['too many sessions', mailbox('auth', '[LIMIT] Maximum number of connections from user+IP exceeded')],
  ],
  'mailbox-auth-not-offered': [
    ['others', mailbox('auth', 'only XOAUTH2 is offered')],
    ['no login over IMAP', imap('auth', 'only XOAUTH2 is offered')],
    ['nothing for a token', imap('auth', 'only PLAIN is offered, none of XOAUTH2, OAUTHBEARER')],
    ['no MD5 here', mailbox('auth', 'only APOP is offered, and this Node has no MD5')],
  ],
  'mailbox-protocol-error': [
    ['nonsense', mailbox('greeting', 'Welcome!')],
    ['a web server', mailbox('greeting', 'HTTP/1.1 408 Request Timeout')],
    ['an SMTP server', mailbox('greeting', '220 mail.example.com ESMTP Postfix')],
    ['an IMAP server', mailbox('greeting', '* OK [CAPABILITY IMAP4rev1] ready')],
    ['a TLS alert', mailbox('greeting', '\\x15\\x03\\x01\\x00\\x02\\x02\\x0a')],
    ['nonsense from an IMAP mailbox', imap('greeting', 'Welcome!')],
    ['a POP3 server where IMAP is expected', imap('greeting', '+OK ready')],
  ],
  'mailbox-command-refused': [
    ['no listing', mailbox('search', 'Unknown command.')],
    ['no TOP', mailbox('retrieve', 'Unknown command.')],
    ['all of a large message', mailbox('retrieve', 'TOP: a body of more than 8388608 octets')],
    ['Exchange, over IMAP', imap('auth', 'Command Error. 10')],
    ['no folder listed over IMAP', imap('search', 'Internal error')],
    ['no header over IMAP', imap('retrieve', 'Internal error')],
    ['a large header over IMAP', imap('retrieve', 'UID FETCH: a literal of more than 8388608 octets')],
  ],
  'mailbox-no-greeting': [
    ['port 110', mailbox('greeting')],
    ['port 995', { ...mailbox('greeting'), port: 995 }],
  ],
  'mailbox-connection-lost': [
    ['before a word was said', mailbox('greeting')],
    ['in the login', mailbox('auth', 'no answer to PASS')],
    ['while messages were read', mailbox('retrieve', 'no answer to TOP')],
  ],

  'mailbox-host-not-found': [['a name that does not exist', mailbox('resolve', 'ENOTFOUND')]],
} as const satisfies Partial<Record<Reason, readonly AdviceCase[]>>
