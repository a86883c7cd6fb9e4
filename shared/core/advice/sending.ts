import type { Reason } from '../run/statuses.ts'
import {
  type Advice,
  type AdviceContext,
  always,
  byWords,
  isPlainLambda,
  says,
  stepOf,
  whose,
} from './advice-context.ts'
import { IMAP_SERVER, POP3_SERVER, WEB_SERVER, tlsAtOnce } from './other-services.ts'

const QUOTA =
  /quota|mailbox (?:is )?full|over ?limit|exceeded storage|(?:disk|storage|spool|space)\b.{0,20}\b(?:full|shortage|exhausted|exceeded)|(?:insufficient|not enough|out of|no|low) (?:\w+ )?(?:disk|space|storage)|no space left|5\.2\.2|4\.2\.2/i
/** What one sender or client may send is used up; nothing is said of the mailbox. */
const ALLOWANCE =
  /(?:relay|send(?:ing|er)?|outgoing|outbound|daily|hourly)\b.{0,20}\b(?:quota|limit\w*|rate|allowance|frequency)|frequency limit|(?:messages|mails|recipients) (?:per|an?|each) (?:second|minute|hour|day)|too (?:many|much) (?:messages|mails?|recipients)|tenant has exceeded/i
const RELAY = /relay/i
const GREYLISTING = /gr[ae]y[- ]?list/i
const BLOCKED =
  /spamhaus|spamcop|barracuda|sorbs|dnsbl|\brbl\b|block ?list|black ?list|blocked|reputation|listed (?:at|by|in|on)/i
const HELO = /helo|hostname|reverse (?:dns|host)|\bptr\b/i

/** Exchange's words where the login may not send as this address, and where its own mailbox takes no copy. */
const MAY_NOT_SEND_AS = /send ?as ?denied|5\.7\.60\b|5\.2\.252\b|(?:permissions?|allowed) to send as/i
const SENDER_IS_FULL = /5\.2\.2\b|mailbox full|submissionquota|quotaexceeded/i

/** What servers say to a client without a proper name. */
const NO_NAME = /helo command rejected|cannot find your|reverse (?:dns|host)|\bptr\b|fully-qualified/i
/**
 * Words of Exchange Online and Outlook.com of an account whose mail was taken for spam, or that is not verified,
 * with codes that others have for its domain or a full mailbox.
 */
const BAD_OUTBOUND_SENDER = /bad outbound sender|outboundspamexception|\bwascl\b/i
const NO_SENDER_DOMAIN = /domain (?:not found|of sender|does not)|does not resolve|\b[45]\.1\.8\b/i
const TOO_MANY = /too many|concurren|connection (?:rate|limit)|rate[- ]?limit/i
const SENDER_AUTHENTICATION = /\bspf\b|\bdkim\b|\bdmarc\b|5\.7\.2\d\b/i
const NAME_NOT_LIKED = always(
  'The server rejects the name in EHLO, or the address of the probe has no matching DNS entries.',
  'Set smtp.heloName to a full host name that resolves; if required, give the address a PTR record.',
)

const SENDER_DOMAIN_UNKNOWN = always(
  "The server finds no DNS records for the domain of the sender's address, and accepts no mail from such senders.",
  'Set smtp.from to an address in a domain that has MX or A records, or fix the DNS of the current domain.',
)

const NO_ALLOWANCE = always(
  'The server limits how much one sender or client may send, and the limit is reached; this is not about the test address.',
  'Raise that limit for smtp.userid or the address of the probe, or send less often through this server: raise intervalMinutes.',
)

const IS_FULL = always(
  'The mailbox of the test address, or the disk of its server, is full.',
  'Empty the mailbox or raise its quota; a mailbox used for nothing but this test stays small.',
)
const IS_BLOCKED = (context: AdviceContext) => [
  'The server blocks the address that the probe sends from: it is on a block list or has a bad reputation.',
  isPlainLambda(context)
    ? "Addresses of AWS change and are often listed: send through a submission server with a login (port 587 or 465), or put the probe on the server's allow-list."
    : `Look ${whose(context)} public address up in the list that is named and ask for its removal, or send through a submission server with a login (port 587 or 465).`,
]

const BAD_SENDER = [
  BAD_OUTBOUND_SENDER,
  always(
    'Microsoft 365 or Outlook.com lets this account send nothing more: it took mail of it for spam, or the account is not verified.',
    'Microsoft 365: Defender portal, Email & collaboration, Review, Restricted entities: find out what was sent, then unblock the account.',
    'A personal account: log in to Outlook.com with a web browser and verify the account as it asks.',
  ),
] as const

function deferred(cause: string): Advice {
  return byWords(
    always(
      `${cause}, and still did at the timeout.`,
      "Read the server's log for this minute: disk space, load, DNS, content filter, and limits on how much one client may send.",
    ),
    [ALLOWANCE, NO_ALLOWANCE],
    [QUOTA, IS_FULL],
    [NO_NAME, NAME_NOT_LIKED],
    [NO_SENDER_DOMAIN, SENDER_DOMAIN_UNKNOWN],
  )
}

const UNAVAILABLE: Advice = (context) =>
  stepOf(context) === 'auth'
    ? [
        'The server cannot check any login now: its user database or its login service does not answer. The password may be right.',
        "Read the server's log for this minute; check the login service (Dovecot or saslauthd behind Postfix) and its database.",
      ]
    : [
        'The server answers, but accepts no mail now: maintenance, overload, too many connections, or a block on our address. Its answer says which.',
        "If it goes away by itself, it was the server's load or a limit; if not, read its log and check for a block on the probe's address.",
      ]

/** What an SMTP server says once it is spoken to, logins apart. */
export const ADVICE_ON_SENDING = {
  'smtp-unavailable': byWords(
    UNAVAILABLE,
    [
      TOO_MANY,
      (context) =>
        stepOf(context) === 'auth'
          ? [
              'The server limits logins and accepts no more from this user or address for now; the password may be correct.',
              'Raise intervalMinutes or its limit, and let fewer monitors and programs log in there; find out who else uses an old password.',
            ]
          : [
              'The server accepts no more connections or mail from this address for now: it has reached a limit.',
              'Raise its limits for the address of the probe, or let fewer monitors and programs send through it at the same minute.',
            ],
    ],
    [BLOCKED, IS_BLOCKED],
  ),
  'smtp-protocol-error': byWords(
    always(
      'The answer is not that of a working SMTP server: another service on that port, a proxy or firewall that interferes with the dialogue, or a server that refused a basic command.',
      'Check host, port and scheme in smtp.server; look at the dialogue in the diagnostic log, and set smtp.heloName if EHLO was refused.',
    ),
    WEB_SERVER,
    POP3_SERVER,
    IMAP_SERVER,
    tlsAtOnce('smtp'),
    [HELO, NAME_NOT_LIKED],
  ),

  'client-name-refused': always(
    'The server refuses the name that the probe sends in EHLO: by default the name of its machine, which rarely resolves.',
    'Set smtp.heloName to a full host name that resolves, best to the address that the probe sends from; roundtrip check takes it as --helo NAME.',
  ),
  'sender-rejected': byWords(
    always(
      'The server accepts no mail from this sender: the login may not use the address, its domain does not resolve, or SPF forbids it.',
      "Set smtp.from to an address that this server may send for (with a login usually its own); check that domain's MX and SPF records.",
    ),
    [
      MAY_NOT_SEND_AS,
      always(
        'The login may not send as the address in MAIL FROM or From.',
        'Set smtp.from to smtp.userid; or in Microsoft 365 allow it: Add-RecipientPermission … -AccessRights SendAs for the user or the app (docs/microsoft-365.md).',
      ),
    ],
    [
      SENDER_IS_FULL,
      always(
        'The mailbox of the sender is full: Microsoft 365 also stores each message in its Sent Items, where nobody deletes it.',
        'Empty Sent Items, and keep it small with a retention policy; or send from an account elsewhere.',
      ),
    ],
    BAD_SENDER,
    [ALLOWANCE, NO_ALLOWANCE],
    [BLOCKED, IS_BLOCKED],
    [NO_NAME, NAME_NOT_LIKED],
    [NO_SENDER_DOMAIN, SENDER_DOMAIN_UNKNOWN],
  ),
  'sender-deferred': deferred('The server deferred mail from this sender (load, DNS, storage, a rate limit)'),
  'recipient-rejected': byWords(
    always(
      'The test address does not exist on that server, its mailbox is disabled or full, or the server does not relay to its domain.',
      'Check the spelling of emailAddress and that its mailbox and domain are set up there; for relaying set smtp.userid and smtp.password.',
    ),
    [ALLOWANCE, NO_ALLOWANCE],
    [QUOTA, IS_FULL],
    [
      RELAY,
      always(
        "The server does not deliver the test address's domain itself and relays only for known clients.",
        "Set smtp.userid and smtp.password, or send through the server that the domain's MX record names.",
      ),
    ],
    [BLOCKED, IS_BLOCKED],
    [NO_NAME, NAME_NOT_LIKED],
  ),
  'recipient-deferred': deferred(
    'The server deferred mail for the test address (mailbox, lookup or next server in trouble)',
  ),
  'message-rejected': byWords(
    always(
      'The server read the message and refused it: its spam, virus or policy filter (SPF, DKIM, DMARC of the sender), or a size limit.',
      "Let the filter pass mail with the header X-Roundtrip from the probe's sender; check SPF and DMARC of smtp.from.",
    ),
    BAD_SENDER,
    [ALLOWANCE, NO_ALLOWANCE],
    [QUOTA, IS_FULL],
    [BLOCKED, IS_BLOCKED],
    [
      SENDER_AUTHENTICATION,
      always(
        "The server does not believe that the message comes from its sender's domain: SPF, DKIM or DMARC failed.",
        "Send through the domain's own submission server with a login, or let its SPF record name the probe's address; or set smtp.from to a domain that does.",
      ),
    ],
  ),
  'message-deferred': deferred('The server read the message but deferred it (storage, content filter, load)'),
  greylisted: (context) => [
    says(context, GREYLISTING)
      ? 'The server defers mail from unknown senders (greylisting), and still did at the timeout.'
      : 'The server only asked to try again later. Its likely reason is greylisting: it defers mail from unknown senders.',
    isPlainLambda(context)
      ? "A Lambda function outside a VPC uses changing addresses and never becomes known: give the probe a fixed outbound address, or put its sender on the server's allow-list."
      : `Put ${whose(context)} address or the sender on the server's allow-list. A longer timeoutSeconds (at most 300) may outlast a short greylisting.`,
    'Sending through a submission server with a login is usually not greylisted.',
  ],
} as const satisfies Partial<Record<Reason, Advice>>
