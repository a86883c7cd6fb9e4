import type { Evidence } from '../../../shared/core/run/evidence.ts'
import type { Reason } from '../../../shared/core/run/statuses.ts'

type Lasting = 'passes' | 'stands'

/** What mailbox servers answer to logins by token, as our adapters tell it. */
export const TOKEN_REFUSALS: [string, Evidence['phase'], string, string, Reason, Lasting][] = (
  [
    [
      'Exchange',
      'search',
      'SELECT',
      'User is authenticated but not connected.',
      'mailbox-not-granted',
      'passes',
    ],
    [
      'Exchange',
      'auth',
      'CAPABILITY',
      'User is authenticated but not connected.',
      'mailbox-not-granted',
      'passes',
    ],
    ['Exchange', 'auth', 'AUTHENTICATE', 'AUTHENTICATE failed.', 'mailbox-login-refused', 'stands'],
    [
      'Exchange',
      'auth',
      'AUTH',
      'Authentication failure: unknown user name or bad password.',
      'mailbox-login-refused',
      'stands',
    ],
    [
      'Gmail',
      'auth',
      'AUTHENTICATE',
      '[AUTHENTICATIONFAILED] Invalid credentials (Failure) (status 400, scope https://mail.google.com/)',
      'mailbox-login-refused',
      'stands',
    ],
    [
      'Gmail',
      'auth',
      'AUTH',
      '[SYS/TEMP] Temporary system problem. Please try again later. (status 400)',
      'mailbox-unavailable',
      'passes',
    ],
    // What we put behind it is no word of the server: neither `login` nor `status` counts.
    ['a server that is short', 'auth', 'AUTH', 'Limit exceeded', 'mailbox-login-refused', 'stands'],
    [
      'Dovecot',
      'auth',
      'AUTHENTICATE',
      '[AUTHENTICATIONFAILED] Authentication failed. (status invalid_token, scope mail)',
      'mailbox-login-refused',
      'stands',
    ],
  ] satisfies [string, Evidence['phase'], string, string, Reason, Lasting][]
).map(([whose, phase, command, words, reason, lasting]) => [
  `${whose}, to a token`,
  phase,
  command,
  `${words} (login by XOAUTH2)`,
  reason,
  lasting,
])

/** What Exchange Online answers to whoever sends, and what it means. */
export const EXCHANGE_SUBMISSION: [command: string, reply: string, Reason, Lasting][] = [
  ['AUTH', '535 5.7.3 Authentication unsuccessful (login by XOAUTH2)', 'smtp-auth-refused', 'stands'],
  [
    'AUTH',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    'smtp-auth-disabled',
    'stands',
  ],
  [
    'AUTH',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. (login by XOAUTH2)',
    'smtp-auth-disabled',
    'stands',
  ],
  [
    'AUTH',
    "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
    'smtp-auth-refused',
    'stands',
  ],
  [
    'AUTH',
    '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.',
    'smtp-auth-refused',
    'stands',
  ],
  [
    'AUTH',
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    'smtp-auth-refused',
    'stands',
  ],
  [
    'MAIL FROM',
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    'smtp-auth-refused',
    'stands',
  ],
  ['AUTH', '501 5.5.124 Invalid XOAUTH2 auth data (login by XOAUTH2)', 'smtp-auth-refused', 'stands'],
  ['AUTH', '432 4.3.2 Concurrent connections limit exceeded.', 'smtp-unavailable', 'stands'],
  ['MAIL FROM', '432 4.3.2 Concurrent connections limit exceeded.', 'sender-deferred', 'passes'],
  ['.', '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'message-deferred', 'passes'],
  [
    '.',
    '430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Submission.Exception:ConnectionFailedTransientException.MapiExceptionLogonFailed',
    'mailbox-not-granted',
    'stands',
  ],
  [
    '.',
    '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
    'sender-rejected',
    'stands',
  ],
  [
    '.',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    'sender-rejected',
    'stands',
  ],
  [
    '.',
    '550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources',
    'sender-rejected',
    'stands',
  ],
]
