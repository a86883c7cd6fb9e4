import type { Reason } from '../statuses.ts'
import { always, says, type Advice } from './advice-context.ts'
import { LACK_OF_MD5, LACKS_MD5 } from './lack-of-md5.ts'

const WANTS_TLS = /plain ?text|clear ?text|\bssl\b|\btls\b|encrypt|secure connection/i
const IS_LOCKED_OUT = /lock(?:ed)? ?out|locked|disabled|suspended|blocked|too many|expired/i
const IS_LIMIT = /\[limit\]|too many|maximum number/i

/** What a mailbox server says once it is spoken to, and a message that never came. */
export const ADVICE_ON_MAILBOX = {
  'message-not-delivered': always(
    'The server took the message, but the mailbox did not show it in time: a queue or a filter between the two is slow, or it was put into junk, bounced or lost.',
    "Look for the test address in the mail log and the queue of the server that took it, from that minute on; look for a bounce in the sender's mailbox, and in the junk folder, which POP3 does not show.",
    'Check that mailbox.userid is the mailbox that emailAddress delivers to, with no forwarding rule and no other program that fetches its mail.',
  ),
  'deadline-passed': ({ phase }) => [
    phase
      ? `The server stopped answering at ${phase} and said nothing more until the timeout: overload, a hung filter or disk, or a firewall that drops the session.`
      : 'A server stopped answering and said nothing more until the timeout: overload, a hung filter or disk, or a firewall that drops the session.',
    "Look at the last lines of the diagnostic log and at the server's load; if it is merely slow, raise timeoutSeconds (at most 300).",
  ],

  'mailbox-login-refused': (context) => {
    if (says(context, WANTS_TLS)) {
      return [
        'The server takes no password over an unencrypted connection.',
        'Use pop3s:// (port 995) in mailbox.server, or let pop3:// upgrade by STLS: leave mailbox.tls at its default.',
      ]
    }
    const locked = says(context, IS_LOCKED_OUT)
    return [
      locked
        ? 'The account is locked, disabled or over a limit, or its password has expired; the password itself may be right.'
        : 'User name or password is wrong, the account is locked or disabled, POP3 access is off for it, or the server wants TLS before a password.',
      locked
        ? 'Unlock the account on the server; if the password was changed, store the new one, or every run will lock it again.'
        : 'Try mailbox.userid with its password in a mail program; store the right password anew. Some servers want the full address as user name.',
      'Gmail and other large providers want POP3 enabled and an app password; Microsoft 365 takes no password for POP3 any more.',
    ]
  },
  'mailbox-auth-not-offered': (context) =>
    says(context, LACKS_MD5)
      ? LACK_OF_MD5
      : [
          'The server offers no login that we know (USER, AUTH PLAIN, CRAM-MD5, APOP) here: often it offers one only after TLS, or only OAuth2.',
          'Use pop3s:// (port 995), or let pop3:// upgrade by STLS: leave mailbox.tls at its default. Otherwise enable password logins for this account.',
        ],
  'mailbox-locked': always(
    'Another session held the mailbox until time ran out: a mail program that fetches this mailbox, another monitor, or a broken session whose lock the server keeps (up to 30 minutes).',
    'Use a mailbox that nothing else logs in to, one for each monitor; end the other session on the server.',
  ),
  'mailbox-login-delay': always(
    'The server wants more time between two logins than the timeout left.',
    'Raise timeoutSeconds and intervalMinutes beyond that delay, or have it lowered for this account; let no other program log in to this mailbox.',
  ),
  'mailbox-unavailable': (context) =>
    says(context, IS_LIMIT)
      ? [
          'The server allows no more sessions for this user or address.',
          'Raise its limit on connections per user and address, or let fewer monitors and programs use this mailbox at once.',
        ]
      : [
          'The server answers, but cannot serve this mailbox: storage or the user database is in trouble, or it is down for maintenance. Its own words say which.',
          "Read the mailbox server's log for this minute; check disk, file permissions and the user database.",
        ],
  'mailbox-command-refused': always(
    'The login went well, but the server refused what followed: UIDL or TOP may be switched off, or its mail store is damaged.',
    'The diagnostic log shows the command and the answer; enable UIDL and TOP, or repair the mailbox on the server.',
  ),
  'mailbox-protocol-error': always(
    'Something that is no healthy POP3 server answered: another service on that port (SMTP, IMAP, HTTP), TLS where plain was expected, or a proxy that meddles.',
    'Check host, port and scheme in mailbox.server: pop3:// means 110, pop3s:// means 995. The diagnostic log shows what was said.',
  ),
} as const satisfies Partial<Record<Reason, Advice>>
