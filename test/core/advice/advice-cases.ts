import type { Reason } from '../../../shared/core/run/statuses.ts'
import { MAILBOX_CASES, mailbox } from './mailbox-cases.ts'
import { AWS, type AdviceCase, OWN_FAULT_CASES } from './own-fault-cases.ts'
import { SENDER_CASES } from './sender-cases.ts'

const smtp = (step: string, detail?: string) => ({
  phase: `smtp.${step}`,
  port: 587,
  ...(detail && { detail }),
})

export const ADVICE_CASES: Readonly<Record<Reason, readonly AdviceCase[]>> = {
  ...MAILBOX_CASES,
  ...SENDER_CASES,
  'deadline-passed': [
    ['EHLO was not answered', smtp('greeting', 'no answer to EHLO')],
    ['the handshake was not answered', { phase: 'smtp.tls' }],
    ['the password was not answered', mailbox('auth', 'no answer to PASS')],
    ['the final dot was not answered', smtp('submit', 'no answer to .')],
    ['the listing was not answered', mailbox('search', 'no answer to UIDL')],
    ['nothing more is known', {}],
  ],
  'smtp-auth-required': [
    ['530 to a token', smtp('auth', '530 5.7.57 Client not authenticated to send mail. (login by XOAUTH2)')],
    ['530 at MAIL', smtp('submit', '530 5.7.0 Authentication required')],
    [
      'Postfix at RCPT',
      smtp('submit', '554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied'),
    ],
    ['relaying only with a login', smtp('submit', '554 5.7.1 <probe@example.com>: Relay access denied')],
  ],
  'smtp-auth-disabled': [
    ['of the tenant', smtp('auth', '535 5.7.139 SmtpClientAuthentication is disabled for the Tenant')],
  ],
  'mailbox-not-granted': [['Exchange Online', mailbox('search', 'User is authenticated but not connected.')]],
  'smtp-auth-refused': [
    [
      'security defaults, by a token',
      smtp(
        'auth',
        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. (login by XOAUTH2)",
      ),
    ],
    ['a token', smtp('auth', '535 5.7.3 Authentication unsuccessful (login by XOAUTH2)')],
    [
      'a token at Gmail',
      smtp(
        'auth',
        '535 5.7.8 Username and Password not accepted (status 400, scope https://mail.google.com/) (login by XOAUTH2)',
      ),
    ],
    [
      'security defaults',
      smtp('auth', "535 5.7.139 user is locked by your organization's security defaults policy."),
    ],
    [
      'Conditional Access',
      smtp('auth', '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria'),
    ],
    [
      'basic authentication is gone',
      smtp('auth', '550 5.7.30 Basic authentication is not supported for Client Submission.'),
    ],
    ['a wrong password', smtp('auth', '535 5.7.8 Error: authentication failed')],
    ['Gmail', smtp('auth', '534 5.7.9 Application-specific password required')],
    [
      'Microsoft 365',
      smtp('auth', '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled'),
    ],
    ['a locked account', smtp('auth', '535 5.7.8 account locked out, too many failures')],
    ['CRAM-MD5 over system users', smtp('auth', '535 5.7.8 authentication failure: no secret in database')],
  ],

  'sender-rejected': [
    [
      'SendAs was forgotten',
      smtp('submit', '550 5.7.60 SMTP; Client does not have permissions to send as this sender'),
    ],
    [
      'SendAs was denied',
      smtp('submit', '554 5.2.252 SendAsDenied; probe@contoso.com not allowed to send as'),
    ],
    [
      'the sender is full at Microsoft',
      smtp(
        'submit',
        '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:StoreDrvSubmissionQuotaException',
      ),
    ],
    [
      'not its address',
      smtp('submit', '553 5.7.1 <a@example.org>: Sender address rejected: not owned by user probe'),
    ],
    [
      'a block list',
      { ...AWS, ...smtp('submit', '550 5.7.1 Service unavailable; blocked using zen.example') },
    ],
  ],
  'sender-deferred': [
    ['no DNS', smtp('submit', '450 4.1.8 <a@example.org>: Sender address rejected: Domain not found')],
    ['no room', smtp('submit', '452 4.3.1 Insufficient system storage')],
  ],
  'recipient-rejected': [
    [
      'an unknown user',
      smtp('submit', '550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown'),
    ],
    ['no relaying', smtp('submit', '554 5.7.1 <probe@example.com>: Relay access denied')],
    ['over quota', smtp('submit', '552 5.2.2 Mailbox full')],
    ['a block list', smtp('submit', '554 5.7.1 Service unavailable; client blocked using zen.example')],
    ['hostile words', smtp('submit', '550 \u001b]0;owned\u0007<script>alert(1)</script>\u202e\r\n250 ok')],
  ],
  'recipient-deferred': [
    ['over quota', smtp('submit', '452 4.2.2 Mailbox full')],
    [
      'no name for the client',
      smtp('submit', '450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]'),
    ],
    ['a lookup that fails', smtp('submit', '451 4.3.0 <probe@example.com>: Temporary lookup failure')],
  ],
  'message-rejected': [
    ['a content filter', smtp('submit', '554 5.7.1 Message rejected as spam')],
    ['DMARC', smtp('submit', '550 5.7.26 Unauthenticated email is not accepted due to DMARC policy')],
    ['over quota', smtp('submit', '552 5.2.2 Quota exceeded')],
    [
      'an account that is not verified at Microsoft',
      smtp('submit', '554 5.7.0 WASCL UserAction verdict is not None. Actual verdict is RefuseQuota'),
    ],
  ],
  'message-deferred': [
    ['a content filter', smtp('submit', '451 4.7.1 Service unavailable - try again later')],
  ],
  greylisted: [
    [
      'from this machine',
      smtp('submit', '450 4.2.0 <probe@example.com>: Recipient address rejected: Greylisted'),
    ],
    ['from Lambda', { ...AWS, ...smtp('submit', '451 4.7.1 Greylisting in action, please come back later') }],
  ],
  'smtp-unavailable': [
    ['shutting down', smtp('submit', '421 4.3.2 Service shutting down')],
    [
      'too many connections',
      smtp('greeting', '421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1'),
    ],
    ['a block list', { ...AWS, ...smtp('greeting', '554 5.7.1 your address is blacklisted') }],
    ['no login service', smtp('auth', '454 4.7.0 Temporary authentication failure: Connection lost')],
  ],
  'smtp-protocol-error': [
    ['nonsense', smtp('greeting', 'Welcome!')],
    ['a web server', smtp('greeting', 'HTTP/1.1 400 Bad Request')],
    ['a POP3 server', smtp('greeting', '+OK Dovecot ready.')],
    ['an IMAP server', smtp('greeting', '* OK [CAPABILITY IMAP4rev1] ready')],
    ['a TLS alert', smtp('greeting', '\\x15\\x03\\x01\\x00\\x02\\x02\\x0a')],
    [
      'a name that is not liked',
      smtp('greeting', '504 5.5.2 <probe>: Helo command rejected: need fully-qualified hostname'),
    ],
  ],
  'smtp-auth-not-offered': [
    ['none at all', smtp('auth')],
    ['OAuth2 alone', smtp('auth', 'only XOAUTH2 is offered, none of PLAIN, LOGIN, CRAM-MD5')],
    ['nothing for a token', smtp('auth', 'only PLAIN is offered, none of XOAUTH2, OAUTHBEARER')],
    ['others', smtp('auth', 'only GSSAPI, NTLM is offered, neither PLAIN nor LOGIN')],
    ['no MD5 here', smtp('auth', 'only CRAM-MD5 is offered, and this Node has no MD5')],
  ],
  'client-name-refused': [
    ['at RCPT', smtp('submit', '550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)')],
  ],
  'smtp-tls-required': [['530 at MAIL', smtp('submit', '530 5.7.0 Must issue a STARTTLS command first')]],
  'tls-certificate-untrusted': [
    ['self-signed', smtp('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['no intermediate, from Lambda', { ...AWS, ...mailbox('tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') }],
    ['revoked', smtp('tls', 'CERT_REVOKED')],
  ],
  'tls-certificate-expired': [
    ['expired', smtp('tls', 'CERT_HAS_EXPIRED')],
    ['not valid yet', mailbox('tls', 'CERT_NOT_YET_VALID')],
  ],
  'tls-name-mismatch': [['of another name', mailbox('tls', 'ERR_TLS_CERT_ALTNAME_INVALID')]],
  'tls-handshake-failed': [
    ['plain where TLS comes first', { ...smtp('tls', 'ERR_SSL_WRONG_VERSION_NUMBER'), port: 587 }],
    ['nothing in common', mailbox('tls', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')],
    ['anything else', smtp('tls', 'ERR_SSL_BAD_SIGNATURE')],
  ],
  'starttls-not-offered': [
    ['not offered', smtp('tls')],
    ['refused', mailbox('tls', '[SYS/PERM] TLS is not available')],
  ],
  'password-needs-tls': [
    ['every login says it', mailbox('tls', 'no STLS is offered, and no login that hides the password')],
    ['no login either', smtp('tls', 'neither STARTTLS nor a login is offered')],
    ['there was TLS before', smtp('tls', 'no TLS, under which this monitor has logged in here before')],
  ],
  'smtp-connection-refused': [['SMTP is stopped', smtp('connect', 'ECONNREFUSED')]],
  'smtp-unreachable': [
    ['from this machine', smtp('connect', 'EHOSTUNREACH')],
    ['from Lambda to port 25', { ...AWS, ...smtp('connect', 'EHOSTUNREACH'), port: 25 }],
  ],
  'smtp-connect-timeout': [
    ['from this machine', smtp('connect')],
    ['from Lambda to port 25', { ...AWS, ...smtp('connect'), port: 25 }],
    ['from Lambda to port 587', { ...AWS, ...smtp('connect') }],
    ['from Lambda, the port unknown', { ...AWS, phase: 'smtp.connect' }],
  ],
  'smtp-no-greeting': [
    ['port 25', { ...smtp('greeting'), port: 25 }],
    ['port 465', { ...smtp('greeting'), port: 465 }],
    ['the port unknown', { phase: 'smtp.greeting' }],
  ],
  'smtp-connection-lost': [
    ['before a word was said', smtp('greeting')],
    ['in the handshake', smtp('tls', 'ECONNRESET')],
    ['in the login', smtp('auth', 'no answer to AUTH')],
    ['after the message', smtp('submit', 'no answer to .')],
  ],
  'smtp-host-not-found': [['a name that does not exist', smtp('resolve', 'ENOTFOUND')]],
  'dns-failure': [['nobody answers', mailbox('resolve', 'EAI_AGAIN')]],
  ...OWN_FAULT_CASES,
}
