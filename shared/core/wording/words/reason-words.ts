import type { Reason } from '../../run/statuses.ts'

/**
 * Each reason as the half-sentence that subject lines, texts and SMS say: at most 60 characters of ASCII, no
 * full stop.
 */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  'mailbox-connection-refused': 'the mailbox server refused the connection',
  'mailbox-unreachable': 'the mailbox server cannot be reached',
  'mailbox-connect-timeout': 'the mailbox server did not answer the connection attempt',

  'message-not-delivered': 'the test message did not arrive in time',
  'message-junked': 'the test message was put into the junk folder',
  'delivery-pending': 'Amazon SES has not delivered the message yet',
  'deadline-passed': 'a server stopped responding until the timeout',
  'mailbox-login-refused': 'the mailbox server refused the login',
  'mailbox-locked': 'the mailbox stayed locked by another session',
  'mailbox-login-delay': 'the mailbox server requires more time between logins',
  'mailbox-login-limit': 'the mailbox server refused the login: too many logins',
  'mailbox-unavailable': 'the mailbox server says that it is unavailable',
  'mailbox-not-granted': 'the app has no access to the mailbox',
  'smtp-auth-required': 'the SMTP server requires a login',
  'smtp-auth-refused': 'the SMTP server refused the login',
  'smtp-auth-disabled': 'SMTP AUTH is turned off for the sender',

  'sender-rejected': 'the SMTP server rejected the sender',
  'sender-deferred': 'the SMTP server deferred the sender',
  'recipient-rejected': 'the SMTP server rejected the recipient',
  'recipient-deferred': 'the SMTP server deferred the recipient',
  'message-rejected': 'the SMTP server rejected the message',
  'message-deferred': 'the SMTP server deferred the message',
  'message-bounced': 'the mail server of the recipient refused the message',
  greylisted: 'the SMTP server kept greylisting the message',
  'smtp-unavailable': 'the SMTP server says that it is unavailable',
  'smtp-protocol-error': 'the SMTP server violated the protocol or refused a command',
  'smtp-auth-not-offered': 'the SMTP server offers no supported login',
  'client-name-refused': 'the SMTP server refused the EHLO name',
  'smtp-tls-required': 'the SMTP server requires TLS',
  'mailbox-auth-not-offered': 'the mailbox server offers no supported login',
  'mailbox-protocol-error': 'the mailbox server violated the protocol',
  'mailbox-command-refused': 'the mailbox server refused a command',
  'mailbox-folder-not-found': 'the mailbox has no folder of that name',
  'tls-certificate-untrusted': 'the TLS certificate is not trusted',
  'tls-certificate-expired': 'the TLS certificate has expired or is not valid yet',
  'tls-name-mismatch': 'the TLS certificate is for another name',
  'tls-handshake-failed': 'the TLS handshake failed',
  'starttls-not-offered': 'the server does not offer the required TLS',
  'password-needs-tls': 'no login is sent without TLS',

  'smtp-connection-refused': 'the SMTP server refused the connection',
  'smtp-unreachable': 'the SMTP server cannot be reached',
  'smtp-connect-timeout': 'the SMTP server did not answer the connection attempt',
  'smtp-no-greeting': 'the SMTP server sent no greeting',
  'smtp-connection-lost': 'the SMTP server dropped the connection',
  'mailbox-no-greeting': 'the mailbox server sent no greeting',
  'mailbox-connection-lost': 'the mailbox server dropped the connection',

  'smtp-host-not-found': 'the SMTP server name does not resolve',
  'mailbox-host-not-found': 'the mailbox server name does not resolve',
  'dns-failure': 'the DNS lookup failed',

  'secret-not-found': 'a password or grant of the monitor is not set',
  'secret-forbidden': 'no permission to read a password or grant of the monitor',
  'secret-not-for-host': 'a password or grant of the monitor is stored for other hosts',
  'grant-invalid': 'the stored OAuth2 grant cannot be used',
  'grant-secret-wrong': 'the OAuth2 client secret is wrong',
  'grant-secret-expired': 'the OAuth2 client secret has expired',
  'grant-certificate-refused': 'the OAuth2 certificate or key was refused',
  'grant-consent-missing': 'the OAuth2 app has no consent',
  'grant-scope-refused': 'the OAuth2 scope was refused',
  'grant-app-unknown': 'the OAuth2 app is unknown or disabled',
  'grant-tenant-unknown': 'the OAuth2 tenant is unknown',
  'grant-access-blocked': 'a Conditional Access policy blocks the OAuth2 app',
  'grant-login-expired': 'the OAuth2 login has expired or was revoked',
  'grant-refused': 'the OAuth2 grant was refused',
  'token-throttled': 'the token endpoint is throttling requests',
  'token-endpoint-unavailable': 'the token endpoint failed or did not answer',
  'sender-not-verified': 'the sender is not verified in Amazon SES',
  'sender-in-sandbox': 'Amazon SES is in its sandbox and refused the recipient',
  'sender-quota-reached': 'the sending quota of Amazon SES is used up',
  'sender-paused': 'sending is paused in Amazon SES',
  'sender-refused': 'Amazon SES refused to send the message',
  'sender-unavailable': 'Amazon SES is not available',
  'recipient-suppressed': 'the recipient is on a suppression list of Amazon SES',
  'monitor-invalid': 'the definition of the monitor is invalid',
  'run-not-started': 'AWS could not start the run',
  'run-too-late': 'the run started too late',
  'run-interrupted': 'the run was interrupted',
  'probe-out-of-time': 'the probe ran out of time',
  'internal-error': 'an internal error in the probe',
}

/** The words of a reason; a later version, which runs elsewhere during an upgrade, may have told one of its own. */
export function reasonWords(reason: Reason): string {
  return Object.hasOwn(REASON_WORDS, reason)
    ? REASON_WORDS[reason]
    : 'a reason that this version does not know'
}
