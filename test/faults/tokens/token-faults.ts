import { expect } from 'vitest'

import { GMAILS_REASON, type TokenServer, takingTokens } from '../../support/servers/token-acts.ts'
import { USERID } from '../../support/worlds/full-probe.ts'
import { messagesOf } from '../enact.ts'
import type { Row, Witness } from '../row.ts'

const OLD = `eyJ0eXAi.${'q7Zz-Vw_2'.repeat(30)}.old`
const NEWER = `eyJ0eXAi.${'m4Yk-Jx_9'.repeat(30)}.new`
const TOKENS = [OLD, NEWER]
const takesNewer = (message: string) => message.includes(NEWER)

const server = (protocol: TokenServer['protocol'], more: Partial<TokenServer> = {}) => {
  const refusal = {
    smtp: '535 5.7.3 Authentication unsuccessful',
    pop3: '-ERR Authentication failure.',
    imap: 'NO AUTHENTICATE failed.',
  }
  return takingTokens({ protocol, refusal: refusal[protocol], takes: () => false, ...more })
}
const POP3 = { capabilities: ['TOP', 'UIDL', 'SASL PLAIN XOAUTH2', 'USER'] }
const IMAP = { capabilities: ['IMAP4rev1', 'AUTH=XOAUTH2', 'SASL-IR', 'UIDPLUS'] }
const SMTP = { extensions: ['AUTH LOGIN XOAUTH2'] }
const NEWER_ALONE = { ...IMAP, login: { userid: USERID, password: NEWER } }

const saysOf =
  (part: string, times: number) =>
  ({ probed }: Witness) =>
    expect(probed.log.filter(({ text }) => text.includes(part))).toHaveLength(times)

/** A mailbox that shows nothing, and takes the token, until the third login: by then the token has ended. */
const endingMidway = (refusal: string): NonNullable<Row['mailbox']> => {
  let logins = 0
  return (demo) => ({
    ...POP3,
    messages: () => (logins > 2 ? messagesOf(demo) : []),
    on: {
      AUTH: async (connection, line) => {
        logins += 1
        const takes = logins > 2 ? takesNewer : () => true
        await server('pop3', { takes, refusal })(connection, line)
      },
    },
  })
}

const ENDED: Row[] = [
  ['as Microsoft says it', '-ERR Authentication failure: unknown user name or bad password.'],
  ['with its end', '-ERR [AUTH] AccessTokenExpired'],
].map(([how = '', refusal = '']) => ({
  title: `the token ends midway, and POP3 refuses the third login ${how}: the run goes on with a newer one`,
  mailbox: endingMidway(refusal),
  plan: { tokens: TOKENS },
  ends: [0],
  alsoExpect: (seen) => {
    saysOf('mailbox: a newer token: logging in once more', 1)(seen)
    expect(seen.toMailbox.filter((line) => line === 'AUTH XOAUTH2').length).toBeGreaterThanOrEqual(4)
  },
}))
/** A token that a server refuses is asked for anew, once. */
export const TOKENS_RENEWED: Row[] = [
  ...ENDED,
  {
    title: 'POP3 refuses the token, and takes the newer one',
    mailbox: { ...POP3, on: { AUTH: server('pop3', { takes: takesNewer }) } },
    plan: { tokens: TOKENS },
    ends: [0],
    alsoExpect: saysOf('mailbox: a newer token: logging in once more', 1),
  },
  {
    title: 'IMAP refuses the token behind its reason, as Gmail does, and takes the newer one',
    imap: NEWER_ALONE,
    plan: { tokens: TOKENS },
    ends: [0],
    alsoExpect: saysOf('mailbox: a newer token: logging in once more', 1),
  },
  {
    title: 'SMTP and IMAP both refuse the token, and take the newer one',
    smtp: { ...SMTP, on: { AUTH: server('smtp', { takes: takesNewer }) } },
    imap: NEWER_ALONE,
    carries: (message) => message,
    plan: { tokens: TOKENS, smtp: { login: true } },
    ends: [0],
    alsoExpect: saysOf('a newer token: logging in once more', 2),
  },
]

const REFUSED = 'The server refused the access token'

export const TOKENS_REFUSED: Row[] = [
  {
    title: 'POP3 refuses the newer token too: there is no third login',
    mailbox: { ...POP3, on: { AUTH: server('pop3') } },
    plan: { tokens: TOKENS },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', REFUSED],
    detail: /\(login by XOAUTH2\)$/,
    alsoExpect: ({ toMailbox }) =>
      expect(toMailbox.filter((line) => line === 'AUTH XOAUTH2')).toHaveLength(2),
  },
  {
    title: 'IMAP refuses the newer token too: there is no third login',
    imap: { ...IMAP, login: { userid: USERID, password: 'another' } },
    plan: { tokens: TOKENS },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'Google refused the access token'],
    detail: /status 400, scope https:\/\/mail.google.com\/\) \(login by XOAUTH2\)$/,
    alsoExpect: ({ mailbox }) => expect(mailbox?.connections).toBe(2),
  },
  {
    title: 'SMTP refuses the newer token too: there is no third login',
    smtp: { ...SMTP, on: { AUTH: server('smtp', { reason: GMAILS_REASON }) } },
    mailbox: { ...POP3, on: { AUTH: server('pop3', { takes: () => true }) } },
    plan: { tokens: TOKENS, smtp: { login: true } },
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'Google refused the access token'],
  },
  {
    title: 'no newer token is to be had: the refusal stands',
    mailbox: { ...POP3, on: { AUTH: server('pop3') } },
    plan: { tokens: [OLD] },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', REFUSED],
  },
  {
    title: 'Exchange takes the token, and the mailbox is not granted: no newer token is asked for',
    imap: { ...IMAP, on: { SELECT: '$ BAD User is authenticated but not connected.' } },
    plan: { tokens: TOKENS },
    ends: [2, 'mailbox-not-granted', 'mailbox.search', 'The access token is good'],
    warnings: ['mailbox-waited-for'],
    alsoExpect: saysOf('newer token', 0),
  },
  {
    title: 'SMTP AUTH is off at Exchange: no newer token is asked for',
    smtp: {
      ...SMTP,
      on: {
        AUTH: server('smtp', {
          refusal:
            '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
        }),
      },
    },
    mailbox: { ...POP3, on: { AUTH: server('pop3', { takes: () => true }) } },
    plan: { tokens: TOKENS, smtp: { login: true } },
    ends: [2, 'smtp-auth-disabled', 'smtp.auth', 'The login is right'],
    alsoExpect: saysOf('newer token', 0),
  },
  {
    title: 'the servers offer nothing for a token',
    mailbox: { capabilities: ['TOP', 'UIDL', 'USER', 'SASL PLAIN'] },
    plan: { tokens: TOKENS },
    ends: [
      3,
      'mailbox-auth-not-offered',
      'mailbox.auth',
      'The server offers neither XOAUTH2 nor OAUTHBEARER',
    ],
  },
]
