import type { ProtocolOf } from '../run/schemes.ts'
import type { Reason } from '../run/statuses.ts'
import { type Advice, always, byWords, says } from './advice-context.ts'
import {
  LACKS_BEARER,
  MAILBOX_TOKEN_REFUSED,
  OFFERS_BEARER_ALONE,
  SMTP_TOKEN_REFUSED,
  noMechanismForTokens,
  saysToken,
  wantsToken,
} from './token-logins.ts'
import { LACKS_MD5, LACK_OF_MD5 } from './lack-of-md5.ts'
import { type ProtocolWords, inMailboxWords, mailboxProtocol, protocolWords } from './protocol-words.ts'

const WANTS_TLS = /plain ?text|clear ?text|under a layer|\bssl\b|\btls\b|encrypt|secure connection/i
/** Google's words, and those of others that copy them. */
const WANTS_APP_PASSWORD =
  /app(?:lication)?[- ](?:specific )?password|web ?login ?required|(?:via|with) (?:a|your) web browser|less secure|two[- ]factor|5\.7\.9/i
/** Microsoft's words (5.7.139 of Exchange Online), and those of servers that know other mechanisms only. */
const TAKES_NO_PASSWORDS = /basic auth|smtpclientauth|smtp auth\w* is disabled|5\.7\.139|5\.7\.30|mechanism/i
/** It refused the way of logging in, and named others; of those with OAuth the next advice speaks. */
const WANTS_ANOTHER = /mechanism.*\(the server names (?!.*OAUTH)/i
const IS_OFF =
  /(?:pop3?|imap4?) (?:access |service )?(?:is )?(?:disabled|off|not (?:enabled|allowed|permitted|available))|(?:not enabled|disabled) for (?:using )?(?:pop|imap)|enable (?:pop|imap)/i
const IS_LOCKED_OUT =
  /lock(?:ed)? ?out|locked|disabled|suspended|blocked|too many|expired|exceeded|\blimits?\b/i
/** Cyrus SASL's words where its users are checked by the system and not by itself. */
const CANNOT_CRAM = /no secret in database/i
const RELAY = /relay/i

const APP_PASSWORD = 'The provider accepts no ordinary passwords from mail programs, only app passwords.'

function byWayOfTls({ plain, upgrade }: ProtocolWords): string {
  return `or let ${plain} upgrade with ${upgrade}: leave mailbox.tls at its default.`
}

function lockedOut(setting: string): Advice {
  return always(
    'The account is locked, disabled or over a limit, or its password has expired; the password itself may be right.',
    'Unlock the account on the server; if the password was changed, store the new one, or every run will lock it again.',
    `Find out who else logs in as ${setting} with an old password, or how often the monitors do.`,
  )
}

export const PROTOCOL_OFF = [
  IS_OFF,
  inMailboxWords(({ name }) => [
    `${name} is turned off for this account, or for all of them.`,
    'Turn it on in the settings of the mailbox, or ask its administrator (at many hosted services it is off by default).',
  ]),
] as const

/** What the detail of a refused APOP ends with; the latter where the password is not said without TLS. */
const BY_APOP = /\(login by APOP\)$/
const BY_APOP_WITHOUT_TLS = /\(no STLS is offered, login by APOP\)$/

const MAILBOX_LOGIN_REFUSED = byWords(
  inMailboxWords(({ name }) => [
    `User name or password is wrong, the account is locked or disabled, ${name} access is off for it, or the server requires TLS before a password.`,
    'Try mailbox.userid with its password in a mail program; store the correct password again. Some servers require the full address as user name.',
    `Gmail and other large providers require ${name} to be enabled and an app password; Microsoft 365 accepts only OAuth2 for ${name} (docs/microsoft-365.md).`,
  ]),
  [
    BY_APOP_WITHOUT_TLS,
    always(
      'The server offers no TLS (STLS), so the login was made by APOP, which does not send the password: the password is wrong, or the server has no APOP for it, though its greeting has a timestamp.',
      'Turn STLS on at the server, or write its TLS port: pop3s://… in mailbox.server. If it has no TLS and that network may read the password, write mailbox.tls: "opportunistic".',
    ),
  ],
  [
    BY_APOP,
    always(
      'The login was made by APOP, the only method that the server offers: the password is wrong, or the server keeps it in a form that APOP cannot use.',
      'APOP needs the plain password on the server, which databases of hashes and system accounts do not have: enable USER or AUTH PLAIN there, preferably over TLS.',
    ),
  ],
  [
    WANTS_TLS,
    inMailboxWords((words) => [
      'The server accepts no passwords over an unencrypted connection.',
      `Use ${words.secure} (port ${words.securePort}) in mailbox.server, ${byWayOfTls(words)}`,
    ]),
  ],
  PROTOCOL_OFF,
  ...MAILBOX_TOKEN_REFUSED,
  [
    WANTS_APP_PASSWORD,
    inMailboxWords(({ name }) => [
      APP_PASSWORD,
      `Turn two-step verification on in the account's security settings, make an app password there and store that one; enable ${name} in the mailbox's settings.`,
    ]),
  ],
  [
    WANTS_ANOTHER,
    always(
      'The server accepts no plain passwords, and Roundtrip supports none of the login mechanisms that it names.',
      'Enable PLAIN under TLS, CRAM-MD5 or SCRAM-SHA-256 for this account on the server.',
    ),
  ],
  [
    TAKES_NO_PASSWORDS,
    inMailboxWords(({ name }) => [
      `The server accepts no passwords for ${name}: it requires OAuth2, like Microsoft 365 (write mailbox.grant in place of mailbox.password: docs/microsoft-365.md), or another login mechanism.`,
      'Otherwise use another mailbox for the test and forward the mail of the test address to it, or allow password logins for this account.',
    ]),
  ],
  [IS_LOCKED_OUT, lockedOut('mailbox.userid')],
)

const SMTP_AUTH_REFUSED = byWords(
  always(
    'User name or password is wrong or has expired, or the account is locked or may not use SMTP.',
    'Try smtp.userid with its password in a mail program; store the correct password again. Some servers require the full address as user name.',
    'Gmail and other large providers require an app password; Microsoft 365 needs SMTP AUTH enabled for the mailbox.',
  ),
  ...SMTP_TOKEN_REFUSED,
  [
    /security defaults/i,
    always(
      'The security defaults of the tenant block this login: with them Microsoft 365 accepts no passwords for SMTP.',
      'Log in with OAuth2: smtp.grant in place of smtp.password (docs/microsoft-365.md).',
    ),
  ],
  [
    /did not meet the criteria/i,
    always(
      'A Conditional Access policy of the tenant refused this login, or SMTP AUTH is turned off for the mailbox.',
      'Microsoft Entra, Sign-in logs shows the policy; the switch is in the mailbox, Email apps (Set-CASMailbox -SmtpClientAuthenticationDisabled $false).',
    ),
  ],
  [
    CANNOT_CRAM,
    always(
      'The server offers CRAM-MD5, but has no plain password to check it against, so it refuses every password.',
      "Remove CRAM-MD5 from the server's list of mechanisms, or use TLS, where PLAIN comes first.",
    ),
  ],
  [
    WANTS_APP_PASSWORD,
    always(
      APP_PASSWORD,
      "Turn two-step verification on in the account's security settings, make an app password there and store that one.",
    ),
  ],
  [
    TAKES_NO_PASSWORDS,
    always(
      'The server does not accept this way of logging in for this account.',
      'Many providers have turned off passwords for SMTP: log in with OAuth2 (smtp.grant; docs/microsoft-365.md, docs/google.md), use an app password, or enable SMTP AUTH for this account.',
    ),
  ],
  [IS_LOCKED_OUT, lockedOut('smtp.userid')],
)

const SUPPORTED_LOGINS: Readonly<Record<ProtocolOf<'mailbox'>, string>> = {
  POP3: 'USER, AUTH PLAIN, SCRAM, CRAM-MD5, APOP',
  IMAP: 'LOGIN, PLAIN, SCRAM, CRAM-MD5',
}

/** What servers say to a name and a password, or for want of them. */
export const ADVICE_ON_LOGINS = {
  'mailbox-login-refused': MAILBOX_LOGIN_REFUSED,
  'mailbox-not-granted': always(
    'The access token is good, but the app has no access to this mailbox, or the protocol is turned off for it.',
    'Exchange Online: New-ServicePrincipal with the Object ID of the enterprise application, then Add-MailboxPermission -AccessRights FullAccess; Set-CASMailbox turns POP3 and IMAP on.',
    "With a user's login, the user name must be the address of the mailbox that this user may open (docs/microsoft-365.md).",
  ),
  'mailbox-auth-not-offered': (context) => {
    const words = protocolWords('mailbox', context)
    if (says(context, LACKS_MD5)) return LACK_OF_MD5
    if (says(context, LACKS_BEARER)) return noMechanismForTokens('mailbox')
    if (says(context, OFFERS_BEARER_ALONE)) return wantsToken('mailbox')
    const supported = SUPPORTED_LOGINS[mailboxProtocol(context)]
    return [
      `The server offers no supported login (${supported}) here: often it offers one only after TLS, or only OAuth2, which needs mailbox.grant in place of a password.`,
      `Use ${words.secure} (port ${words.securePort}), ${byWayOfTls(words)} Otherwise enable password logins for this account.`,
    ]
  },
  'smtp-auth-required': byWords(
    always(
      'The server accepts mail from this client only after a login; ports 587 and 465 nearly always require one.',
      'Set smtp.userid and smtp.password. If both are set, the server rejects the client for another reason: see its access lists.',
    ),
    ...SMTP_TOKEN_REFUSED,
    [
      RELAY,
      always(
        "The server does not deliver the test address's domain itself, and relays only after a login, which it offers.",
        'Set smtp.userid and smtp.password. If the server should deliver this domain itself, the domain is missing there.',
      ),
    ],
  ),
  'smtp-auth-refused': SMTP_AUTH_REFUSED,
  'smtp-auth-disabled': always(
    'The login is right, but SMTP AUTH is turned off for the tenant or for this mailbox.',
    'Exchange admin center: Settings, Mail flow, and the mailbox, Email apps (or Set-CASMailbox -SmtpClientAuthenticationDisabled $false).',
  ),
  'smtp-auth-not-offered': (context) => {
    if (says(context, LACKS_MD5)) return LACK_OF_MD5
    if (says(context, LACKS_BEARER) || saysToken(context)) return noMechanismForTokens('smtp')
    return says(context, OFFERS_BEARER_ALONE)
      ? wantsToken('smtp')
      : [
          'A login is configured, but the server offers no supported one (PLAIN, LOGIN, CRAM-MD5) on this port: often it offers one only after TLS, or only on its submission port.',
          'Use smtps://host or smtp://host:587 with STARTTLS; if the server requires no login, remove smtp.userid and smtp.password.',
        ]
  },
  'smtp-tls-required': always(
    'The server accepts no mail, or no login, over an unencrypted connection.',
    'Use smtps:// (port 465), or smtp:// (port 587) with smtp.tls left at its default, which upgrades by STARTTLS.',
  ),
} as const satisfies Partial<Record<Reason, Advice>>
