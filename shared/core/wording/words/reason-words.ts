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
  'deadline-passed': 'a server stopped answering until time ran out',
  'mailbox-login-refused': 'the mailbox server refused the login',
  'mailbox-locked': 'the mailbox stayed locked by another session',
  'mailbox-login-delay': 'the mailbox server allows no login so soon',
  'mailbox-login-limit': 'the mailbox server counts logins, and these were too many',
  'mailbox-unavailable': 'the mailbox server says that it is out of order',
  'smtp-auth-required': 'the SMTP server wants a login first',
  'smtp-auth-refused': 'the SMTP server refused the login',

  'sender-rejected': 'the SMTP server rejected the sender',
  'sender-deferred': 'the SMTP server put the sender off',
  'recipient-rejected': 'the SMTP server rejected the recipient',
  'recipient-deferred': 'the SMTP server put the recipient off',
  'message-rejected': 'the SMTP server rejected the message',
  'message-deferred': 'the SMTP server put the message off',
  greylisted: 'the SMTP server kept greylisting the message',
  'smtp-unavailable': 'the SMTP server says that it is out of order',
  'smtp-protocol-error': 'the SMTP server broke the protocol or refused a command',
  'smtp-auth-not-offered': 'the SMTP server offers no login that we know',
  'client-name-refused': 'the SMTP server refused the name said in EHLO',
  'smtp-tls-required': 'the SMTP server wants TLS first',
  'mailbox-auth-not-offered': 'the mailbox server offers no login that we know',
  'mailbox-protocol-error': 'the mailbox server broke the protocol',
  'mailbox-command-refused': 'the mailbox server refused a command',
  'tls-certificate-untrusted': 'the TLS certificate is not trusted',
  'tls-certificate-expired': 'the TLS certificate is out of date',
  'tls-name-mismatch': 'the TLS certificate is for another name',
  'tls-handshake-failed': 'the TLS handshake failed',
  'starttls-not-offered': 'the server does not offer TLS where it is required',
  'password-needs-tls': 'the password is not sent without TLS',

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

  'secret-not-found': 'a password of the monitor is not set',
  'secret-forbidden': 'a password of the monitor may not be read',
  'secret-not-for-host': 'a password of the monitor is for other hosts',
  'monitor-invalid': 'the definition of the monitor has mistakes',
  'run-not-started': 'AWS gave up on the run before it could begin',
  'run-too-late': 'the run started too late to say anything',
  'run-interrupted': 'the run was interrupted',
  'probe-out-of-time': 'the probe ran out of time',
  'internal-error': 'the probe itself failed',
}
