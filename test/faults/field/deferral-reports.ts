import type { Reason } from '../../../shared/core/run/statuses.ts'
import type { Row } from '../row.ts'

type Step = 'MAIL' | 'RCPT' | '.'
type Deferral = [step: Step, reply: string, reason: Reason, advice: string]

const SENDER = 'The server deferred mail from this sender (load'
const RECIPIENT = 'The server deferred mail for the test address (mailbox'
const MESSAGE = 'The server read the message but deferred it (storage'
const FULL = 'The mailbox of the test address, or the disk'
const GREY = 'The server defers mail from unknown senders (greylisting)'
const GUESS = 'The server only asked to try again later.'
const WAITED = ['refusal-waited-out'] as const

const TROUBLE: [server: string, ...Deferral][] = [
  [
    'Postfix, whose milter is dead (rspamd 1268)',
    'RCPT',
    '451 4.7.1 Service unavailable - try again later',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Postfix, whose table cannot be read (iredmail-docker 98)',
    'RCPT',
    '451 4.3.5 <probe@example.test>: Recipient address rejected: Server configuration problem',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Postfix, which asks the next server first',
    'RCPT',
    '450 4.1.1 <probe@example.test>: Recipient address rejected: unverified address: Address verification in progress',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Exim, of its callout (postal 546)',
    'RCPT',
    '451 <probe@example.test> unable to verify address',
    'recipient-deferred',
    RECIPIENT,
  ],
  ['Exim', 'RCPT', '451 Cannot resolve <probe@example.test> at this time', 'recipient-deferred', RECIPIENT],
  ['OpenSMTPD (OpenSMTPD 546)', 'RCPT', '451 Temporary failure', 'recipient-deferred', RECIPIENT],
  [
    'Exchange',
    'RCPT',
    '451 4.7.0 Temporary server error. Please try again later. PRX4 NextHop: example.com',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Exchange Online',
    'RCPT',
    '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS77712344)',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Outlook.com',
    'RCPT',
    '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation.',
    'recipient-deferred',
    '',
  ],
  [
    'Yahoo',
    'RCPT',
    '451 mta.example.test Resources temporarily unavailable. Please try again later [#4.16.1].',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Yandex',
    'RCPT',
    '451 4.7.1 Sorry, the service is currently unavailable. Please come back later.',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Barracuda, whose code is not the first word',
    'RCPT',
    '451 cuda_nsu 4.4.3 Temporary server error. Please try again later',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'sendmail (roundcubemail 7448)',
    'RCPT',
    '451 4.2.1 Mailbox busy, try again later',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'ImprovMX, in a code that names the mailbox',
    'RCPT',
    '450 4.2.1 Please try again later. (#id-5.9.4)',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Comcast',
    'RCPT',
    '450 4.2.0 <probe@example.test> - Recipient temporarily unavailable',
    'recipient-deferred',
    RECIPIENT,
  ],
  [
    'Exim (roundcubemail 7448)',
    '.',
    '451 Temporary local problem - please try later',
    'message-deferred',
    MESSAGE,
  ],
  ['Exim, whose disk is full', '.', '451 Error while writing spool file', 'message-deferred', MESSAGE],
  [
    'Gmail',
    '.',
    '451 4.3.0 Mail server temporarily rejected message. x1si2 - gsmtp',
    'message-deferred',
    MESSAGE,
  ],
  ['a relay (hitobito 3795)', '.', '454 4.3.0 Try again later', 'message-deferred', MESSAGE],
  ['Exim, of its disk', 'MAIL', '452 Space shortage, please try later', 'sender-deferred', FULL],
  ['Exim, of the sender', 'RCPT', '451 Could not complete sender verify callout', 'sender-deferred', SENDER],
]

/** The server is in trouble, or busy: no allow-list helps. */
export const OWN_TROUBLE: Row[] = TROUBLE.map(([server, step, reply, reason, advice]) =>
  row(server, step, reply, reason, advice),
)

const GREYLISTERS: [server: string, step: Step, reply: string][] = [
  [
    'postgrey',
    'RCPT',
    '450 4.2.0 <probe@example.test>: Recipient address rejected: Greylisted, see http://postgrey.example.test/help/x.html',
  ],
  ['milter-greylist', 'RCPT', '451 4.7.1 Greylisting in action, please come back in 00:02:00'],
  [
    'ZEROSPAM',
    'RCPT',
    '450 4.2.0 <probe@example.test>: Recipient address rejected: example.test greylisted for 60 seconds by ZEROSPAM',
  ],
  ['a filter, of the address', 'RCPT', '451 4.7.1 IP Reputation Greylisted.'],
  ['a filter, of the sender', 'MAIL', '450 4.2.0 Sender address rejected: Greylisted for 60 sec.'],
]

const GUESSED: [server: string, step: Step, reply: string][] = [
  ['rspamd (postal 576, Mailu 1742)', '.', '451 4.7.1 Try again later'],
  ['rspamd, at the second try (rspamd 2013)', '.', '451 4.7.1  '],
  [
    'policyd',
    'RCPT',
    '451 4.7.1 <probe@example.test>: Recipient address rejected: Intentional policy rejection, please try again later',
  ],
]

/** Whoever is not known yet is put off; some do not say so. */
export const GREYLISTED: Row[] = [
  ...GREYLISTERS.map(([server, step, reply]) => row(server, step, reply, 'greylisted', GREY)),
  ...GUESSED.map(([server, step, reply]) => row(server, step, reply, 'greylisted', GUESS)),
]

function row(server: string, step: Step, reply: string, reason: Reason, advice: string): Row {
  const at = step === '.' ? 'the message' : step
  return {
    title: `${at} is put off for ever, as by ${server}: ${reply}`,
    smtp: { on: { [step]: reply } },
    ends: [3, reason, 'smtp.submit', advice],
    warnings: WAITED,
  }
}
