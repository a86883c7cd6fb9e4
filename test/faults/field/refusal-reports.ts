import { expect } from 'vitest'

import { type ServerAct, closing, saying } from '../../support/servers/server-acts.ts'
import type { SmtpPlay } from '../../support/servers/smtp-play.ts'
import type { Row } from '../row.ts'
import { advising } from './plays.ts'

type Step = 'EHLO' | 'MAIL' | 'RCPT' | '.'
type Refusal = [server: string, step: Step, reply: string]

const TO = '<probe@example.test>'

const NAMES: Refusal[] = [
  [
    'Postfix (postal 19, bitwarden 164)',
    'RCPT',
    '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
  ],
  ['Postfix, of an access list', 'RCPT', '554 5.7.1 <localhost>: Helo command rejected: You are not me'],
  ["osTicket's server (docker-osticket 65)", 'RCPT', '550 Invalid HELO string (localhost)'],
  ['Exim by a rule', 'MAIL', '550 Please use your real hostname when saying HELO (not HSP-AV01)'],
  ['Exim', 'EHLO', '501 Syntactically invalid EHLO argument(s)'],
  ['Exchange', 'EHLO', '501 5.5.4 Invalid domain name'],
]

/** The name in EHLO; which, and how to set another. */
export const NAMES_REFUSED: Row[] = [
  ...NAMES.map(([server, step, reply]): Row => ({
    title: `the name in EHLO is refused at ${step}, as by ${server}: ${reply}`,
    smtp: { on: { [step]: reply, ...(step === 'EHLO' && { HELO: reply }) } },
    ends: [3, 'client-name-refused', step === 'EHLO' ? 'smtp.greeting' : 'smtp.submit', ''],
    alsoExpect: advising(/heloName/),
  })),
  {
    title: 'the name in EHLO is refused by Gmail, which hangs up at HELO (PHPMailer 1258)',
    smtp: {
      on: {
        EHLO: saying(
          '501-5.5.4 HELO/EHLO argument "mantis.*" invalid, closing connection.\r\n501 5.5.4 https://support.example.test/?p=helo x1 - gsmtp\r\n',
          closing,
        ),
      },
    },
    ends: [3, 'client-name-refused', 'smtp.greeting', ''],
    detail: 'HELO/EHLO argument',
    alsoExpect: advising(/heloName/),
  },
  {
    title: 'the name in EHLO is not found for now, as Postfix says it',
    smtp: { on: { RCPT: '450 4.7.1 <localhost>: Helo command rejected: Host not found' } },
    ends: [3, 'client-name-refused', 'smtp.submit', ''],
    warnings: ['refusal-waited-out'],
    alsoExpect: advising(/heloName/),
  },
]

const LOGINS: Refusal[] = [
  ['mailcow (mailcow 318)', 'RCPT', '550 smtp auth required'],
  ['MailEnable (luci-app-sms-tool-js 45)', 'MAIL', '550 Authentication is required for relay'],
  [
    'MailEnable, with 503',
    'RCPT',
    '503 This mail server requires authentication when attempting to send to a non-local e-mail address.',
  ],
  ['DavMail, with 503 (davmail 59)', 'MAIL', '503 Authentication required'],
  [
    'a host with 451, which no waiting would change',
    'MAIL',
    '451 probe@example.test please authenticate before send',
  ],
  [
    'cPanel',
    'RCPT',
    '550-Please turn on SMTP Authentication in your mail client.\r\n550-(mail) [192.0.2.1]:36825 is not permitted to relay through\r\n550 this server without authentication.',
  ],
  ['cPanel on its submission port', 'RCPT', '550 SMTP AUTH is required for message submission on port 587'],
  ['Exchange (MailKit 873)', 'RCPT', '550 5.7.1 Unable to relay'],
  ['Exchange', 'MAIL', '530 5.7.57 Client not authenticated to send mail.'],
  [
    'Postfix, of the sender (hardware/mailserver 329)',
    'RCPT',
    `553 5.7.1 ${TO}: Sender address rejected: not logged in`,
  ],
  ['qmail', 'RCPT', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
  ['Zoho', 'RCPT', '553 Relaying disallowed'],
  [
    'Symantec',
    'RCPT',
    '553 you are trying to use me [mail.example.test] as a relay, but I have not been configured to let you [192.0.2.1] do this.',
  ],
  ['a host that wants POP before SMTP', 'RCPT', '550 You must check for new mail before sending mail.'],
]

/** A login is offered, none was made, and that is why. */
export const LOGINS_WANTED: Row[] = LOGINS.map(([server, step, reply]): Row => ({
  title: `a login is wanted at ${step}, in the words of ${server}: ${reply.replace(/\r\n/g, ' / ')}`,
  smtp: { extensions: ['AUTH PLAIN LOGIN'], on: { [step]: reply } },
  ends: [2, 'smtp-auth-required', 'smtp.submit', ''],
}))

const NO_AUTH: SmtpPlay = { extensions: ['AUTH PLAIN LOGIN'] }

const SENDERS: Refusal[] = [
  [
    'Postfix (nixos-mailserver 9, mailcow 253)',
    'RCPT',
    '553 5.7.1 <from@example.test>: Sender address rejected: not owned by user probe@example.test',
  ],
  ['Yandex (dokuwiki-plugin-smtp 38)', 'MAIL', '553 5.7.1 Sender address rejected: not owned by auth user.'],
  ['Postfix', 'RCPT', '550 5.1.8 <from@example.test>: Sender address rejected: Domain not found'],
  [
    'Postfix, in a code that is no protocol error',
    'RCPT',
    '550 5.5.2 <from@example.test>: Sender address rejected: need fully-qualified address',
  ],
  ['Orange, with 501', 'MAIL', '501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]'],
  [
    'Exchange, after the dot',
    '.',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
  ],
]

const RECIPIENTS: Refusal[] = [
  [
    'Exchange Online (zone-mta 214)',
    'RCPT',
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [x.example.test]',
  ],
  [
    'Dovecot behind Postfix (chatmail/relay 21)',
    '.',
    `552 5.2.2 ${TO} Quota exceeded (mailbox for user is full)`,
  ],
  ['Dovecot', '.', `550 5.1.1 ${TO} User doesn't exist: probe@example.test`],
  [
    'Yahoo',
    '.',
    "554 delivery error: dd This user doesn't have a yahoo.com account (probe@example.test) [-9] - mta.example.test",
  ],
  [
    'Yahoo, of a mailbox that is off',
    '.',
    '554 delivery error: dd Sorry, your message to probe@example.test cannot be delivered. This mailbox is disabled (554.30).',
  ],
  [
    'Mail.ru',
    '.',
    '550 Message was not accepted -- invalid mailbox. Local mailbox probe@example.test is unavailable: account is disabled',
  ],
]

const MESSAGES: Refusal[] = [
  [
    "Gmail, of the sender's domain",
    '.',
    "550 5.7.1 Unauthenticated email from example.test is not accepted due to domain's DMARC policy.",
  ],
  ['a filter', '.', '550 5.7.1 Rejected by spam filter'],
  ['hMailServer, of line ends', '.', "554 Rejected - Message containing bare LF's."],
]

/** Who or what is refused is named; a login, which is offered, would not help. */
export const REFUSED_BY_NAME: Row[] = (
  [
    ['sender', SENDERS],
    ['recipient', RECIPIENTS],
    ['message', MESSAGES],
  ] as const
).flatMap(([who, refusals]) =>
  refusals.map(([server, step, reply]): Row => ({
    title: `the ${who} is refused at ${step === '.' ? 'the dot' : step}, as by ${server}: ${reply}`,
    smtp: { ...NO_AUTH, on: { [step]: reply } },
    ends: [3, `${who}-rejected`, 'smtp.submit', ''],
  })),
)

/** Not the mailbox of the test address: the sender's own allowance. */
export const ALLOWANCE: Row = {
  title: 'the allowance of the sender is used up (AVideo 7527): nothing is said of a full mailbox',
  smtp: { on: { '.': '552 Message would take you over your relay quota of 500. Current quota used: 487' } },
  ends: [3, 'message-rejected', 'smtp.submit', ''],
  alsoExpect: (seen) => {
    expect(() => advising(/^The mailbox of the test address/)(seen)).toThrow()
  },
}

/** Exchange Online, of accounts and tenants that may send no more (Microsoft's list of NDR codes, 2026). */
export const MAY_SEND_NO_MORE: Row[] = [
  {
    title: 'a tenant has sent too much: nothing is said of a filter',
    smtp: { on: { '.': '550 5.7.705 Access denied, tenant has exceeded threshold.' } },
    ends: [3, 'message-rejected', 'smtp.submit', 'The server limits how much one sender or client may send'],
  },
  {
    title: 'an account was restricted: nothing is said of its domain',
    smtp: {
      on: {
        '.': '550 5.1.8 Access denied, bad outbound sender. For more information please go to http://go.microsoft.com/fwlink/?LinkId=526655. AS(9001)',
      },
    },
    ends: [3, 'sender-rejected', 'smtp.submit', 'Microsoft 365 or Outlook.com lets this account'],
  },
  {
    title: 'a personal account of Microsoft is not trusted yet: nothing is said of a mailbox that is full',
    smtp: {
      on: {
        '.': '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is RefuseQuota, ShowTierUpgrade. OutboundSpamException: WASCL UserAction verdict is not None. Actual verdict is RefuseQuota, ShowTierUpgrade. [Hostname=AM0PR01MB1.eurprd01.prod.exchangelabs.com]',
      },
    },
    ends: [3, 'sender-rejected', 'smtp.submit', 'Microsoft 365 or Outlook.com lets this account'],
  },
]

const tooManyErrors: ServerAct = saying('421 4.7.0 mail.example.test Error: too many errors\r\n', closing)

/** What is said after the refusal changes nothing. */
export const AFTER_A_REFUSAL: Row = {
  title: 'the server hangs up with 421 after it refused the recipient (bitwarden 164): the refusal is told',
  smtp: { on: { RCPT: '550 5.1.1 no such user', QUIT: tooManyErrors, RSET: tooManyErrors } },
  ends: [3, 'recipient-rejected', 'smtp.submit', ''],
  detail: '550 5.1.1 no such user',
}
