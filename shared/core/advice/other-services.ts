import { type Advice, always, byWords } from './advice-context.ts'
import { byProtocol, inMailboxWords, protocolWords, wordsOf } from './protocol-words.ts'
import type { Side } from '../time/phases.ts'

/** How other services show themselves in the line that was no answer. */
const SPEAKS_POP3 = /^(?:\+OK|-ERR)/
const SPEAKS_IMAP = /^\* (?:OK|PREAUTH|BYE)/i
const SPEAKS_SMTP = /^[245]\d\d[ -]/
const SPEAKS_HTTP = /^HTTP\/\d|^<(?:!doctype|html)/i
/**
 * The beginning of a TLS record, as tamed text: an alert, which is all that a server says to what is no
 * handshake.
 */
const SPEAKS_TLS = /^\\x1[56]\\x03/

type Special = readonly [words: RegExp, advice: Advice]

export const WEB_SERVER: Special = [
  SPEAKS_HTTP,
  always(
    'Something that speaks HTTP answered: a web server on that port, or a proxy in between.',
    'Check host and port; if they are right, check what is between the probe and the server.',
  ),
]

export const POP3_SERVER: Special = [
  SPEAKS_POP3,
  always(
    'A POP3 server answered: smtp.server names the port of the mailbox.',
    `SMTP listens on ports ${wordsOf('SMTP').ports}; POP3 on ${wordsOf('POP3').barePorts}.`,
  ),
]

export const SMTP_SERVER: Special = [
  SPEAKS_SMTP,
  (context) => {
    const { name, ports } = protocolWords('mailbox', context)
    return [
      'An SMTP server answered: mailbox.server names the port of the sending side.',
      `${name} listens on ports ${ports}; SMTP on ${wordsOf('SMTP').barePorts}.`,
    ]
  },
]

/** On the port of an IMAP mailbox. */
const POP3_MAILBOX: Special = [
  SPEAKS_POP3,
  always(
    'A POP3 server answered, and this monitor uses another protocol on that port.',
    `IMAP listens on ports ${wordsOf('IMAP').ports}; POP3 on ${wordsOf('POP3').barePorts}: write ${wordsOf('POP3').secure} or ${wordsOf('POP3').plain} in mailbox.server to use it.`,
  ),
]

export const IMAP_SERVER: Special = [
  SPEAKS_IMAP,
  always(
    'An IMAP server answered, and this monitor uses another protocol on that port.',
    `POP3 listens on ports ${wordsOf('POP3').ports}, SMTP on ${wordsOf('SMTP').barePorts}; IMAP on ${wordsOf('IMAP').barePorts}: for a mailbox write ${wordsOf('IMAP').secure} or ${wordsOf('IMAP').plain}. Many servers have POP3 off until it is enabled.`,
  ),
]

export function tlsAtOnce(side: Side): Special {
  return [
    SPEAKS_TLS,
    (context) => [
      'The server requires TLS from the start on this port.',
      `Write ${protocolWords(side, context).secure} in ${side}.server instead, or use the port that starts without TLS.`,
    ],
  ]
}

const otherThan = (others: string, ...special: readonly Special[]): Advice =>
  byWords(
    inMailboxWords(({ name, plain, plainPort, secure, securePort }) => [
      `The answer is not that of a working ${name} server: another service on that port (${others}), TLS where none was expected, or a proxy that interferes.`,
      `Check host, port and scheme in mailbox.server: ${plain} means ${plainPort}, ${secure} means ${securePort}. The diagnostic log shows what was said.`,
    ]),
    WEB_SERVER,
    ...special,
    SMTP_SERVER,
    tlsAtOnce('mailbox'),
  )

/** What answered on the mailbox's port does not keep to its protocol. */
export const NO_MAILBOX_SERVER: Advice = byProtocol({
  POP3: otherThan('SMTP, IMAP, HTTP', IMAP_SERVER),
  IMAP: otherThan('SMTP, POP3, HTTP', POP3_MAILBOX),
})
