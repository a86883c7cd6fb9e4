import type { Reason } from '../statuses.ts'
import { always, isInAws, says, type Advice, type AdviceContext } from './advice-context.ts'
import { LACK_OF_MD5, LACKS_MD5 } from './lack-of-md5.ts'

const QUOTA =
  /quota|mailbox (?:is )?full|over ?limit|exceeded storage|insufficient (?:system )?storage|5\.2\.2|4\.2\.2/i
const RELAY = /relay/i
const BLOCKED =
  /spamhaus|spamcop|barracuda|sorbs|dnsbl|\brbl\b|block ?list|black ?list|blocked|reputation|listed (?:at|by|in|on)/i
/** Cyrus SASL's words where its users are checked by the system and not by itself. */
const CANNOT_CRAM = /no secret in database/i
const HELO = /helo|hostname|reverse (?:dns|host)|\bptr\b/i

const IS_FULL = [
  'The mailbox of the test address, or the disk of its server, is full.',
  'Empty the mailbox or raise its quota; a mailbox used for nothing but this test stays small.',
]
const IS_BLOCKED = (context: AdviceContext) => [
  'The server blocks the address that the probe sends from: it stands on a block list or has a bad reputation.',
  isInAws(context)
    ? "Addresses of AWS change and are often listed: send through a submission server with a login (port 587 or 465), or put the probe on the server's allow-list."
    : "Look this machine's public address up in the list that is named and ask for its removal, or send through a submission server with a login (port 587 or 465).",
]

function deferred(cause: string): Advice {
  return (context) =>
    says(context, QUOTA)
      ? IS_FULL
      : [
          `${cause}, and still said so when time ran out.`,
          "Read the server's log for this minute: disk space, load, DNS, content filter, and limits on how much one client may send.",
        ]
}

/** What an SMTP server says once it is spoken to. */
export const ADVICE_ON_SENDING = {
  'smtp-unavailable': always(
    'The server answers, but takes no mail now: maintenance, overload, too many connections, a broken login backend, or a block on our address. Its own words say which.',
    "If it passes by itself, it was the server's load or a limit; if not, read its log and check for a block on the probe's address.",
  ),
  'smtp-protocol-error': (context) =>
    says(context, HELO)
      ? [
          'The server does not like the name in our EHLO, or the address of the probe has no matching DNS entries.',
          'Set smtp.heloName to a full host name that resolves; where that is asked for, give the address a PTR record.',
        ]
      : [
          'Something that is no healthy SMTP server answered: another service on that port, a proxy or firewall that meddles with the dialogue, or a server that refused a plain command.',
          'Check host, port and scheme in smtp.server; look at the dialogue in the diagnostic log, and set smtp.heloName if EHLO was refused.',
        ],

  'smtp-auth-required': always(
    'The server takes mail from this client only after a login; ports 587 and 465 nearly always want one.',
    'Set smtp.userid and smtp.password. If both are set, the server rejects the client for another reason: see its access lists.',
  ),
  'smtp-auth-refused': (context) => {
    if (says(context, CANNOT_CRAM)) {
      return [
        'The server offers CRAM-MD5, but keeps no plain password to check it against: so it refuses whatever the password is.',
        "Take CRAM-MD5 off the server's list of mechanisms, or use TLS, where PLAIN comes first.",
      ]
    }
    if (says(context, /mechanism|5\.7\.9/i)) {
      return [
        'The server does not accept this way of logging in for this account.',
        'Many providers have switched passwords off for SMTP: use an app password, or enable SMTP AUTH for this account.',
      ]
    }
    return [
      'User name or password is wrong or has expired, or the account is locked or may not use SMTP.',
      'Try smtp.userid with its password in a mail program; store the right password anew. Some servers want the full address as user name.',
      'Gmail and other large providers want an app password; Microsoft 365 needs SMTP AUTH enabled for the mailbox.',
    ]
  },
  'smtp-auth-not-offered': (context) =>
    says(context, LACKS_MD5)
      ? LACK_OF_MD5
      : [
          'A login is configured, but the server offers none that we know (PLAIN, LOGIN, CRAM-MD5) on this port: often it offers one only after TLS, or only on its submission port.',
          'Use smtps://host or smtp://host:587 with STARTTLS; if the server wants no login, remove smtp.userid and smtp.password.',
        ],
  'smtp-tls-required': always(
    'The server takes nothing, or no login, over an unencrypted connection.',
    'Use smtps:// (port 465), or smtp:// (port 587) with smtp.tls left at its default, which upgrades by STARTTLS.',
  ),

  'sender-rejected': (context) =>
    says(context, BLOCKED)
      ? IS_BLOCKED(context)
      : [
          'The server takes no mail from this sender: the login may not use the address, its domain does not resolve, or SPF forbids it.',
          "Set smtp.from to an address that this server may send for (with a login usually its own); check that domain's MX and SPF records.",
        ],
  'sender-deferred': deferred(
    'The server would not take mail from this sender for now (load, DNS, storage, a rate limit)',
  ),
  'recipient-rejected': (context) => {
    if (says(context, QUOTA)) return IS_FULL
    if (says(context, RELAY)) {
      return [
        "The server does not deliver the test address's domain itself and relays only for clients that it knows.",
        "Set smtp.userid and smtp.password, or send through the server that the domain's MX record names.",
      ]
    }
    if (says(context, BLOCKED)) return IS_BLOCKED(context)
    return [
      'The test address does not exist on that server, its mailbox is disabled or full, or the server does not relay to its domain.',
      'Check the spelling of emailAddress and that its mailbox and domain are set up there; for relaying set smtp.userid and smtp.password.',
    ]
  },
  'recipient-deferred': deferred(
    'The server would not take mail for the test address for now (mailbox, lookup or next server in trouble)',
  ),
  'message-rejected': (context) => {
    if (says(context, QUOTA)) return IS_FULL
    if (says(context, BLOCKED)) return IS_BLOCKED(context)
    return [
      'The server read the message and refused it: its spam, virus or policy filter (SPF, DKIM, DMARC of the sender), or a size limit.',
      "Let the filter pass mail with the header X-Roundtrip from the probe's sender; check SPF and DMARC of smtp.from.",
    ]
  },
  'message-deferred': deferred(
    'The server read the message but would not keep it for now (storage, content filter, load)',
  ),
  greylisted: (context) => [
    'The server puts off senders that it does not know yet, and was still doing so when time ran out.',
    isInAws(context)
      ? "A plain Lambda comes from another address each time and is never known: give the probe a fixed outbound address, or put its sender on the server's allow-list."
      : "Put this machine's address or the sender on the server's allow-list. A longer timeoutSeconds (at most 300) may outlast a short greylisting.",
    'Sending through a submission server with a login is usually not greylisted.',
  ],
} as const satisfies Partial<Record<Reason, Advice>>
