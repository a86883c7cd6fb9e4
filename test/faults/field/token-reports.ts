import { expect } from 'vitest'

import { saying } from '../../support/servers/server-acts.ts'
import { type TokenServer, takingTokens } from '../../support/servers/token-acts.ts'
import type { Row } from '../row.ts'

/** Longer than a line of POP3 or SMTP may be, as some of Microsoft's are. */
const TOKEN = `eyJ0eXAi.${'q7Zz-Vw_2'.repeat(480)}.sig`
const base64 = (text: string) => Buffer.from(text).toString('base64')
const server = (protocol: TokenServer['protocol'], refusal: string, reason?: string) =>
  takingTokens({
    protocol,
    takes: () => false,
    refusal,
    ...(reason !== undefined && { reason: base64(reason) }),
  })
const taking = (protocol: TokenServer['protocol']) => takingTokens({ protocol, refusal: '' })

const POP3 = ['TOP', 'UIDL', 'SASL PLAIN XOAUTH2', 'USER']
const READS = { capabilities: POP3, on: { AUTH: taking('pop3') } }
const plan = { tokens: [TOKEN] }
const sends = { tokens: [TOKEN], smtp: { login: true } }
const REFUSED = 'The server refused the access token'
const AT_GOOGLE = 'Google refused the access token'

/** Logins with tokens as their users reported them, at mailboxes and at SMTP servers. */
export const TOKEN_LOGINS: Row[] = [
  {
    title:
      'Exchange refuses a token in one line of POP3, so it is said in two (getmail6 256, mpop 11, mail-api 461)',
    mailbox: {
      capabilities: POP3,
      on: {
        AUTH: (connection, line) =>
          line === 'AUTH XOAUTH2'
            ? taking('pop3')(connection, line)
            : connection.write('-ERR Protocol error. Connection is closed. 10\r\n'),
      },
    },
    plan,
    ends: [0],
  },
  {
    title: 'Exchange takes no token of more than 4,096 characters at POP3 (MailKit 1948)',
    mailbox: { capabilities: POP3, on: { AUTH: server('pop3', '-ERR Protocol error. 14') } },
    plan,
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', REFUSED],
  },
  {
    title: 'Exchange names no user at SMTP for an app without rights (MailKit 1770, sasl-xoauth2 43)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: {
        AUTH: server(
          'smtp',
          '535 5.7.3 Authentication unsuccessful [AM0PR02CA0134.eurprd02.prod.outlook.com 2024-07-11T11:46:49.042Z 08DCA18218166FB4]',
        ),
      },
    },
    mailbox: READS,
    plan: sends,
    ends: [2, 'smtp-auth-refused', 'smtp.auth', REFUSED],
  },
  {
    title: 'SMTP AUTH is off for the tenant (email-oauth2-proxy 193, nodemailer 1484)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: {
        AUTH: server(
          'smtp',
          '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [MN2PR05CA0004.namprd05.prod.outlook.com]',
        ),
      },
    },
    mailbox: READS,
    plan: sends,
    ends: [2, 'smtp-auth-disabled', 'smtp.auth', ''],
  },
  {
    title: 'the app may send, and has no right to the mailbox (email-oauth2-proxy 271)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: {
        AUTH: taking('smtp'),
        '.': '430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Submission.Exception:ConnectionFailedTransientException.MapiExceptionLogonFailed; Failed to process message due to a transient exception with message [BeginDiagnosticData]Cannot open mailbox.',
      },
    },
    mailbox: READS,
    plan: sends,
    ends: [2, 'mailbox-not-granted', 'smtp.submit', 'The access token is good'],
  },
  {
    title: 'high volume email wants another user name (sasl-xoauth2 110)',
    smtp: {
      extensions: ['AUTH LOGIN XOAUTH2'],
      on: { AUTH: server('smtp', '501 5.5.124 Invalid XOAUTH2 auth data') },
    },
    mailbox: READS,
    plan: sends,
    ends: [2, 'smtp-auth-refused', 'smtp.auth', REFUSED],
  },
  {
    title:
      'Gmail says why at SMTP, and waits for an empty line (PHPMailer 633, nodemailer 114, gmail_xoauth 14)',
    smtp: {
      extensions: ['AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH'],
      on: {
        AUTH: server(
          'smtp',
          '535-5.7.8 Username and Password not accepted. Learn more at\r\n535 5.7.8 https://support.google.com/mail/answer/14257',
          '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}',
        ),
      },
    },
    mailbox: READS,
    plan: sends,
    ends: [2, 'smtp-auth-refused', 'smtp.auth', AT_GOOGLE],
    detail: /\(status 400, scope https:\/\/mail.google.com\/\) \(login by XOAUTH2\)$/,
  },
  {
    title: 'Gmail says why at IMAP by OAUTHBEARER (enough_mail 234)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=OAUTHBEARER', 'SASL-IR'],
      on: {
        AUTHENTICATE: server(
          'imap',
          'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
          '{"status":"invalid_request","scope":"https://mail.google.com/"}',
        ),
      },
    },
    plan,
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', AT_GOOGLE],
    detail: /\(login by OAUTHBEARER\)$/,
  },
  {
    title: 'Exchange takes the token, and knows no mailbox for it (MailKit 1494, getmail6 214, imapsync 411)',
    imap: {
      capabilities: ['IMAP4', 'IMAP4rev1', 'AUTH=PLAIN', 'AUTH=XOAUTH2', 'SASL-IR', 'UIDPLUS', 'IDLE'],
      on: { SELECT: '$ BAD User is authenticated but not connected.' },
    },
    plan,
    ends: [2, 'mailbox-not-granted', 'mailbox.search', 'The access token is good'],
    warnings: ['mailbox-waited-for'],
  },
  {
    title: 'and hangs up then (email-oauth2-proxy 74)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=XOAUTH2', 'SASL-IR', 'UIDPLUS'],
      on: { SELECT: '$ BAD User is authenticated but not connected.\r\n* BYE Connection closed. 14' },
    },
    plan,
    ends: [2, 'mailbox-not-granted', 'mailbox.search', 'The access token is good'],
    warnings: ['mailbox-waited-for'],
  },
  {
    title: 'Exchange refuses a token that was fetched for another resource (MicrosoftDocs 87)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=PLAIN', 'AUTH=XOAUTH2', 'SASL-IR'],
      on: { AUTHENTICATE: server('imap', 'NO AUTHENTICATE failed.') },
    },
    plan,
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', REFUSED],
  },
  {
    title: 'Dovecot takes a GS2 header alone for OAUTHBEARER (snappymail 758)',
    imap: {
      capabilities: ['IMAP4rev1', 'AUTH=OAUTHBEARER'],
      on: {
        AUTHENTICATE: takingTokens({
          protocol: 'imap',
          takes: (message) => message.startsWith('n,a=probe,'),
          refusal: 'NO [AUTHENTICATIONFAILED] Authentication failed.',
        }),
        SELECT: '$ NO [NONEXISTENT] no such folder',
      },
    },
    plan,
    // The login is taken: the next command is what fails.
    ends: [3, 'mailbox-folder-not-found', 'mailbox.search', ''],
  },
  {
    title: 'a proxy in front of Exchange throws the login away (email-oauth2-proxy 118)',
    mailbox: { capabilities: POP3, on: { AUTH: saying('+ \r\n', (connection) => connection.reset()) } },
    plan,
    ends: [6, 'mailbox-connection-lost', 'mailbox.auth', ''],
    alsoExpect: ({ mailbox }) => expect(mailbox?.connections).toBe(1),
  },
]
