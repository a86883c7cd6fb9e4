import type { ServerAct } from '../../support/servers/server-acts.ts'
import { takingTokens } from '../../support/servers/token-acts.ts'
import type { Row } from '../row.ts'

const TOKEN = 'ya29.q7Zz-Vw_2q7Zz-Vw_2q7Zz-Vw_2'
const GMAIL = Buffer.from('{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}').toString(
  'base64',
)
const BY_TOKEN = { tokens: [TOKEN] }
const SENDS_BY_TOKEN = { tokens: [TOKEN], smtp: { login: true } }
const SENDS_BY_PASSWORD = { smtp: { login: true } }

const refusing = (protocol: 'imap' | 'pop3' | 'smtp', refusal: string, reason?: string): ServerAct =>
  takingTokens({ protocol, takes: () => false, refusal, ...(reason !== undefined && { reason }) })

type ImapEnds = Pick<Row, 'ends' | 'warnings' | 'detail'>

/** An IMAP server that refuses a token so. */
const atImap = (title: string, refusal: string, ends: ImapEnds, reason?: string): Row => ({
  title,
  imap: {
    capabilities: ['IMAP4rev1', 'AUTH=XOAUTH2', 'AUTH=OAUTHBEARER', 'SASL-IR'],
    on: { AUTHENTICATE: refusing('imap', refusal, reason) },
  },
  plan: BY_TOKEN,
  ...ends,
})

/** An SMTP server that refuses a token so, beside a mailbox that takes it. */
const atSmtp = (title: string, refusal: string, ends: ImapEnds, reason?: string): Row => ({
  title,
  smtp: { extensions: ['AUTH LOGIN XOAUTH2'], on: { AUTH: refusing('smtp', refusal, reason) } },
  mailbox: {
    capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2', 'USER'],
    on: { AUTH: takingTokens({ protocol: 'pop3', refusal: '' }) },
  },
  plan: SENDS_BY_TOKEN,
  ...ends,
})

/** The whole of it: the link to log in at takes more than is quoted of a server. */
const GMAIL_WEB_LOGIN = [
  '<https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbt-',
  ...['Q', 'Z', 'w', 'k'].map((letter) => `${letter}7${'xK2-vB_'.repeat(9)}t3e${letter}`),
  '> Please log in via your web browser and',
  'then try again.',
  ' Learn more at',
]
  .map((line) => `534-5.7.14 ${line}\r\n`)
  .join('')
  .concat('534 5.7.14  https://support.google.com/mail/answer/78754 x1sm1 - gsmtp')
const WANTS_BROWSER = 'The provider wants this user to log in with a web browser'
const BROWSER_AT_IMAP: Row['ends'] = [2, 'mailbox-login-refused', 'mailbox.auth', WANTS_BROWSER]
const BROWSER_AT_SMTP: Row['ends'] = [2, 'smtp-auth-refused', 'smtp.auth', WANTS_BROWSER]

/** Refused logins as they were reported from 2024 to 2026, and older ones of Gmail that are met to this day. */
export const NEWER_TOKEN_LOGINS: Row[] = [
  {
    title: 'a personal account of Microsoft takes no password at IMAP any more (uxc 445)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=PLAIN', 'AUTH=XOAUTH2'],
      on: {
        AUTHENTICATE: '$ NO Basic authentication is disabled.',
        LOGIN: '$ NO Basic authentication is disabled.',
      },
    },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'The server accepts no passwords for IMAP'],
  },
  {
    title: 'nor at SMTP (rallly 3154, odysseus 197, zotero-arxiv-daily 46)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: { AUTH: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' },
    },
    plan: SENDS_BY_PASSWORD,
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'The server does not accept this way of logging in'],
  },
  atSmtp(
    'a shared mailbox without a licence cannot send (nextcloud/mail 13668, email-oauth2-proxy 426)',
    '535 5.7.3 Authentication unsuccessful [FR0P281CA0094.DEUP281.PROD.OUTLOOK.COM 2026-09-16T11:46:49.042Z 08DEA18218166FB4]',
    { ends: [2, 'smtp-auth-refused', 'smtp.auth', 'The server refused the access token'] },
  ),
  atSmtp(
    'a policy of the tenant refuses the login (email-oauth2-proxy 66, sasl-xoauth2 69)',
    '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
    { ends: [2, 'smtp-auth-refused', 'smtp.auth', 'The security defaults or a Conditional Access policy'] },
  ),
  atSmtp(
    'too many connections of one mailbox at Exchange Online (MicrosoftDocs OfficeDocs-Support 1488)',
    '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
    { ends: [3, 'smtp-unavailable', 'smtp.auth', ''] },
  ),
  atSmtp(
    'Exchange Online is in trouble behind its front (sasl-xoauth2 69, MailKit 566)',
    '451 4.7.0 Temporary server error. Please try again later. PRX4 [AM5PR0701CA0008.eurprd07.prod.outlook.com]',
    { ends: [3, 'smtp-unavailable', 'smtp.auth', ''] },
  ),
  atImap(
    'Exchange Online blocks an account until somebody has logged in by a browser (node-imap 799)',
    'NO AUTHENTICATE failed. Account is blocked. Login to your account via a web browser to verify your identity.',
    {
      ends: BROWSER_AT_IMAP,
    },
  ),
  atImap(
    'Gmail wants a login by a browser (mailcore2 876, go-imap 89)',
    'NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
    {
      ends: BROWSER_AT_IMAP,
    },
    GMAIL,
  ),
  {
    title: 'and says so before, with an address that is for the user alone (mailcore2 876)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=XOAUTH2', 'SASL-IR'],
      on: {
        AUTHENTICATE: refusing('imap', 'NO [ALERT] Web login required (Failure)', GMAIL),
      },
    },
    plan: BY_TOKEN,
    ends: BROWSER_AT_IMAP,
  },
  atSmtp('and at SMTP (nodemailer, PHPMailer 633)', GMAIL_WEB_LOGIN, { ends: BROWSER_AT_SMTP }, GMAIL),
  atSmtp(
    'and in the words of Workspace',
    '534-5.7.9 Please log in with your web browser and then try again. For more\r\n534-5.7.9 information, go to\r\n534 5.7.9  https://support.google.com/mail/?p=WebLoginRequired x1sm1 - gsmtp',
    { ends: BROWSER_AT_SMTP },
    GMAIL,
  ),
  {
    title: 'and the first of a password, which is no wrong one',
    smtp: { extensions: ['AUTH LOGIN XOAUTH2'], on: { AUTH: GMAIL_WEB_LOGIN } },
    plan: SENDS_BY_PASSWORD,
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'The provider accepts no ordinary passwords'],
  },
  atImap(
    'Gmail refuses one connection too many with the words of a bad token (MailKit 377)',
    'NO [ALERT] Too many simultaneous connections. (Failure)',
    { ends: [2, 'mailbox-unavailable', 'mailbox.auth', ''], warnings: ['mailbox-waited-for'] },
    GMAIL,
  ),
  atImap(
    'Gmail has sent too much to the account (ha-email-sensor 16)',
    'NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)',
    { ends: [2, 'mailbox-login-limit', 'mailbox.auth', ''] },
  ),
  atImap(
    'IMAP is off for the domain (mailcore2 1403, tvhgooglemapi 58)',
    'NO [ALERT] IMAP access is disabled for your domain. Please contact your domain administrator for questions about this feature. (Failure)',
    { ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'IMAP is turned off'] },
    GMAIL,
  ),
  {
    title: 'POP3 is off for the account (mailcore2 1403)',
    mailbox: {
      capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2', 'USER', 'RESP-CODES'],
      on: {
        AUTH: refusing(
          'pop3',
          '-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access.',
        ),
      },
    },
    plan: BY_TOKEN,
    ends: [2, 'mailbox-unavailable', 'mailbox.auth', 'POP3 is turned off'],
  },
  atSmtp(
    'Gmail counts logins at SMTP (justvanish 13, nodemailer 1388)',
    '454-4.7.0 Too many login attempts, please try again later. For more information,\r\n454 4.7.0 go to https://support.google.com/mail/answer/7126229 - gsmtp',
    { ends: [3, 'smtp-unavailable', 'smtp.auth', ''] },
  ),
  {
    title: 'Gmail has sent as many messages as it does in a day (ah-madda 635, onepub 543)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: {
        AUTH: takingTokens({ protocol: 'smtp', refusal: '' }),
        '.': '550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\r\n550-5.4.5 sending limits go to\r\n550 5.4.5  https://support.google.com/a/answer/166852 - gsmtp',
      },
    },
    plan: SENDS_BY_TOKEN,
    mailbox: {
      capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2', 'USER'],
      on: { AUTH: takingTokens({ protocol: 'pop3', refusal: '' }) },
    },
    ends: [3, 'message-rejected', 'smtp.submit', 'The server limits how much one sender or client may send'],
  },
  {
    title:
      'and said it in other words before, which speak of no mailbox that is full (gen_smtp 140, PHPMailer 2113, gophish 1604)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: {
        AUTH: takingTokens({ protocol: 'smtp', refusal: '' }),
        '.': '550 5.4.5 Daily user sending quota exceeded. o65sm25351206pga.71 - gsmtp',
      },
    },
    plan: SENDS_BY_TOKEN,
    mailbox: {
      capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2', 'USER'],
      on: { AUTH: takingTokens({ protocol: 'pop3', refusal: '' }) },
    },
    ends: [3, 'message-rejected', 'smtp.submit', 'The server limits how much one sender or client may send'],
  },
  atImap(
    'Dovecot may not ask its identity provider (authelia 12974)',
    'NO [UNAVAILABLE] Temporary authentication failure.',
    { ends: [2, 'mailbox-unavailable', 'mailbox.auth', ''], warnings: ['mailbox-waited-for'] },
  ),
  atImap('Yahoo limits logins by token too (imapflow 75)', 'NO [LIMIT] AUTHENTICATE Rate limit hit.', {
    ends: [2, 'mailbox-login-limit', 'mailbox.auth', ''],
  }),
  {
    title: 'Exchange ends a session whose token has expired (imapsync 250)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=XOAUTH2', 'SASL-IR'],
      on: {
        AUTHENTICATE: takingTokens({ protocol: 'imap', refusal: '' }),
        SELECT: '* BYE Session invalidated - AccessTokenExpired',
      },
    },
    plan: BY_TOKEN,
    ends: [6, 'mailbox-connection-lost', 'mailbox.search', ''],
    warnings: ['mailbox-waited-for'],
  },
]
