import { NOT_CONNECTED, THROTTLED } from '../run/refusals/imap-words.ts'
import type { Reason } from '../run/statuses.ts'
import { type Advice, type AdviceContext, always, byWords, stepOf } from './advice-context.ts'
import { PROTOCOL_OFF } from './logins.ts'
import { NO_MAILBOX_SERVER } from './other-services.ts'
import { byProtocol } from './protocol-words.ts'
import { MAILBOX_TOKEN_REFUSED } from './token-logins.ts'

const IS_LIMIT =
  /\[limit\]|(?:too many|maximum number)\b.{0,40}(?:connections|sessions)|(?:connections|sessions)\b.{0,40}(?:limit|exceeded)|connection limit/i
/** What a session says of itself, not the server. */
const IS_OVER_BOUND = /^(?:TOP|RETR|UID FETCH): a (?:body|line|literal) of more than \d+ octets$/
/** What a run says of what it saw. */
const IS_FULL_QUEUE = /; Gmail lists over POP3 only about \d+, /
/** The same where the built-in sender sent it. */
const IS_SENT_BY_SES = /^Amazon SES delivered(?!.*; Gmail lists)/
const IS_BROKEN = /\[sys\/perm\]/i
const DELAY_AND_TIMEOUT = /\((\d+) s between two logins, timeout (\d+) s\)/
/** The longest timeout that a monitor may have. */
const MOST_SECONDS = 300

const LOGIN_LIMIT =
  'The server limits logins and accepts no more for now: it says so, or it refused a login that it accepted a moment before.'
const TOO_MANY_SESSIONS = [
  IS_LIMIT,
  always(
    'The server allows no more sessions for this user or address.',
    'Raise its limit on connections per user and address, or let fewer monitors and programs use this mailbox at once.',
  ),
] as const

/** What a mailbox server says once somebody has logged in, or is about to, and a message that never came. */
export const ADVICE_ON_MAILBOX = {
  'message-not-delivered': byWords(
    always(
      'The SMTP server accepted the message, but it did not appear in the mailbox in time: a queue or a filter on the way is slow, or it was put into junk, bounced or lost.',
      "Look for the test address in the mail log and the queue of that server, from that minute on; look for a bounce in the sender's mailbox, and in folders that this monitor does not look into: a filter may file it there; POP3 shows only the inbox.",
      'Check that mailbox.userid is the mailbox that emailAddress delivers to, with no forwarding rule and no other program that fetches its mail.',
    ),
    [
      IS_SENT_BY_SES,
      always(
        'The mail server of the recipient took the message from Amazon SES, and it did not appear in the mailbox in time: a queue or a filter there is slow, put it into junk, or threw it away.',
        'Look for the test address in the mail log of that server, which the detail names, from that minute on; look into folders that this monitor does not look into.',
        'Check that mailbox.userid is the mailbox that emailAddress delivers to, with no forwarding rule and no other program that fetches its mail.',
      ),
    ],
    [
      IS_FULL_QUEUE,
      always(
        'The message may be in the mailbox and not be listed: over POP3 Gmail lists only the oldest messages that no program has fetched yet, and there are more of them than it lists.',
        'Write mailbox.userid with "recent:" before it, so that all mail of the last 30 days is listed; or read the mailbox over IMAP (imaps://imap.gmail.com).',
      ),
    ],
  ),
  'message-junked': always(
    'The message arrived in the junk folder: a spam filter or a rule of the mailbox put it there. The detail quotes what marks it, if anything does.',
    'Allow the sending server or the sender address in the filter, or remove the rule. To count such a message as delivered, set mailbox.junk to "ok".',
  ),
  'mailbox-folder-not-found': always(
    'The login succeeded, but the mailbox has no folder with the name in mailbox.folder, or this user may not open it.',
    'Write the name as the server does, with its separator ("/" or "."), for example INBOX.Monitoring; leave mailbox.folder out for the inbox.',
  ),
  'mailbox-locked': always(
    'Another session locked the mailbox until the timeout: a mail program that fetches this mailbox, another monitor, or a broken session whose lock the server keeps (up to 30 minutes).',
    'Use a mailbox that nothing else logs in to, one for each monitor; end the other session on the server.',
  ),
  'mailbox-login-delay': loginDelay,
  'mailbox-login-limit': byWords(
    byProtocol({
      POP3: always(
        LOGIN_LIMIT,
        'Set mailbox.secondsBetweenLogins to what the provider allows, for example 60, and raise intervalMinutes; let fewer programs log in to this mailbox.',
      ),
      IMAP: always(LOGIN_LIMIT, 'Raise intervalMinutes, and let fewer programs log in to this mailbox.'),
    }),
    [
      THROTTLED,
      always(
        'The server throttles this account: too many commands or logins, or too much data, in a short time, by this monitor or by others.',
        'Use a mailbox that nothing else reads, and raise intervalMinutes; large providers lift the limit by themselves after minutes or hours.',
      ),
    ],
    TOO_MANY_SESSIONS,
  ),
  'mailbox-unavailable': byWords(
    always(
      'The server answers, but cannot serve this mailbox: storage or the user database is in trouble, or it is down for maintenance. Its answer says which.',
      "Read the mailbox server's log for this minute; check disk, file permissions and the user database.",
    ),
    TOO_MANY_SESSIONS,
    PROTOCOL_OFF,
    [
      NOT_CONNECTED,
      always(
        'The login succeeded, but the server opens no mailbox for it: IMAP is off for this mailbox, or this user has no rights to it; Exchange Online also says so for a while to those who connect too often.',
        'Turn IMAP on for the mailbox and grant this user full access; raise intervalMinutes if other runs pass.',
      ),
    ],
    [
      IS_BROKEN,
      always(
        'The server says that this mailbox is broken, and that waiting will not help.',
        "Read the mailbox server's log for this minute; check the files of this mailbox, their owner and permissions, and rebuild its index.",
      ),
    ],
  ),
  'mailbox-command-refused': byWords(
    byProtocol({
      POP3: (context) => [
        stepOf(context) === 'retrieve'
          ? 'The login succeeded, but the server refused to show a message: TOP is switched off there, or its mail store is damaged.'
          : 'The login succeeded, but the server refused to list the messages (UIDL and LIST), or its mail store is damaged.',
        'The diagnostic log shows the command and the answer; enable UIDL and TOP, or repair the mailbox on the server.',
      ],
      IMAP: refusedByImap,
    }),
    ...MAILBOX_TOKEN_REFUSED,
    [
      IS_OVER_BOUND,
      byProtocol({
        POP3: always(
          'A message that came after the test message was sent is too large to read: the server sends the whole message although only its header was requested, and the detail names the limit.',
          'Use a mailbox that gets no other mail, and empty it of large messages; have TOP fixed on the server, so that it sends only the requested lines (RFC 1939, section 7).',
        ),
        IMAP: always(
          'A message that came after the test message was sent has a header too large to read, or the server sends more than was requested; the detail names the limit.',
          'Use a mailbox that gets no other mail, and remove that message from it.',
        ),
      }),
    ],
  ),
  'mailbox-protocol-error': NO_MAILBOX_SERVER,
} as const satisfies Partial<Record<Reason, Advice>>

/** With its figures, where a run has put them into the detail. */
function loginDelay({ detail = '' }: AdviceContext): string[] {
  const [, delay, timeout] = DELAY_AND_TIMEOUT.exec(detail) ?? []
  const cause =
    delay === undefined
      ? 'The server requires more time between two logins than the timeout left.'
      : `The server requires ${delay} s between two logins, and the timeout of ${timeout} s left no time for another: a message that arrives after the first login is not seen.`
  const remedy =
    delay !== undefined && Number(delay) >= MOST_SECONDS
      ? 'No timeout is that long: have the delay lowered for this account'
      : `Raise timeoutSeconds and intervalMinutes beyond ${delay === undefined ? 'that delay' : `${delay} s`}, or have the delay lowered for this account`
  return [cause, `${remedy}; let no other program log in to this mailbox.`]
}

function refusedByImap(context: AdviceContext): string[] {
  const step = stepOf(context)
  if (step === 'auth')
    return [
      'The server did not understand the login, so it checked no password: it has logins by password off, or a device in between changed the command.',
      'The diagnostic log shows the command and the answer; enable LOGIN or AUTHENTICATE PLAIN over TLS for this account.',
    ]
  return [
    `The login succeeded, but the server refused to ${step === 'retrieve' ? 'show a message' : 'list the messages'}, or its mail store is damaged.`,
    'The diagnostic log shows the command and the answer; repair the mailbox on the server, or let its provider do so.',
  ]
}
