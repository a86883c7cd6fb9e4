import type { Reason } from '../statuses.ts'
import { always, isInAws, serverOf, settingsOf, type Advice, type AdviceContext } from './advice-context.ts'

/** Lambda outside a VPC cannot use port 25 at all; inside one AWS opens it on request. */
const PORT_25 =
  'AWS blocks outbound port 25 from Lambda by default: use port 587 (smtp://host:587) or 465 (smtps://host).'

/** A connection attempt that nobody answers; from AWS to port 25 the network itself is the likely cause. */
function unanswered(server: string, setting: string): Advice {
  return (context) => {
    const general = [
      `A firewall drops the packets on their way, the ${server} is down, or ${setting} names the wrong host or port.`,
      `Try the port from another network; let the firewall pass connections from ${whereFrom(context)}.`,
    ]
    if (setting !== 'smtp.server' || !isInAws(context)) return general
    if (context.port === undefined) return [`If that port is 25: ${PORT_25}`, ...general]
    return context.port === 25 ? [PORT_25, ...general] : general
  }
}

function whereFrom(context: AdviceContext): string {
  return isInAws(context) ? `AWS (${context.location})` : 'this machine'
}

function refused(server: string, setting: string, ports: string): Advice {
  return always(
    `The host is up, but nothing listens on that port, or a firewall rejects it: the ${server} service is stopped, or ${setting} names the wrong port.`,
    `Check that the service runs and listens on a public address; usual ports are ${ports}.`,
  )
}

function noGreeting(server: string, setting: string, secure: string, plain: string): Advice {
  return ({ port }) => [
    port === undefined
      ? `The port is open but says nothing: it may expect TLS at once (${secure}), or the ${server} is overloaded.`
      : `Port ${port} is open but says nothing: it may expect TLS at once (${secure}), or the ${server} is overloaded.`,
    `Check that ${setting} has the right scheme for its port (${plain} or ${secure}); look for load, slow DNS lookups and tarpits on the server.`,
  ]
}

function dropped(server: string): Advice {
  return ({ phase }) => [
    `The ${server} or a firewall in between closed the connection${phase ? ` (${phase})` : ''}: a crash or restart, a limit on connections, or a block on our address.`,
    `Read the ${server}'s log for this minute; look for limits on connections per client and for blocked addresses.`,
  ]
}

function notFound(setting: string): Advice {
  return always(
    `The host name in ${setting} is misspelt, its DNS record is gone, or the domain has expired.`,
    `Look the name up from another network (A and AAAA records); correct ${setting} or restore the record.`,
  )
}

/** Names, connections and TLS: all that comes before mail is spoken of. */
export const ADVICE_ON_CONNECTIONS = {
  'smtp-host-not-found': notFound('smtp.server'),
  'mailbox-host-not-found': notFound('mailbox.server'),
  'dns-failure': (context) => [
    `Nobody could say whether the name of the ${serverOf(context)} exists: its name servers do not answer or answer with an error, or the resolver used here is down.`,
    'Query the domain at each of its name servers; check delegation and DNSSEC. If other monitors fail so too, look at the network of the probe.',
  ],

  'smtp-connection-refused': refused('SMTP', 'smtp.server', '587, 465 (smtps) and 25'),
  'mailbox-connection-refused': refused('POP3', 'mailbox.server', '995 (pop3s) and 110'),
  'smtp-unreachable': unanswered('SMTP server', 'smtp.server'),
  'mailbox-unreachable': unanswered('mailbox server', 'mailbox.server'),
  'smtp-connect-timeout': unanswered('SMTP server', 'smtp.server'),
  'mailbox-connect-timeout': unanswered('mailbox server', 'mailbox.server'),
  'smtp-no-greeting': noGreeting('SMTP server', 'smtp.server', 'smtps://', 'smtp://'),
  'mailbox-no-greeting': noGreeting('mailbox server', 'mailbox.server', 'pop3s://', 'pop3://'),
  'smtp-connection-lost': dropped('SMTP server'),
  'mailbox-connection-lost': dropped('mailbox server'),

  'tls-certificate-untrusted': (context) => [
    `The ${serverOf(context)}'s certificate is self-signed, comes from a private authority, or is served without its intermediate certificates.`,
    'Install the full chain of a public authority on the server; most mail clients fail here too.',
    `If that is as it should be, ${settingsOf(context)}.verify: false turns the check off.`,
  ],
  'tls-certificate-expired': (context) => [
    `The ${serverOf(context)}'s certificate has run out or is not valid yet: a renewal failed, or the server was not reloaded after it.`,
    'Renew the certificate and reload the mail service; check the clock of the server.',
  ],
  'tls-name-mismatch': (context) => [
    `The name in ${settingsOf(context)}.server is not in the certificate: it is an alias or an IP address, or the server shows another host's certificate.`,
    "Use a name that the certificate holds, or issue one that holds this name; users' mail clients are warned too.",
  ],
  'tls-handshake-failed': (context) => [
    `The ${serverOf(context)} does not speak TLS on this port as we expect (plain where TLS is to come first, or STARTTLS broken), or has no protocol version and cipher in common with us.`,
    `Check scheme and port in ${settingsOf(context)}.server: 465 and 995 want smtps:// and pop3s://, 587, 25 and 110 want smtp:// and pop3://. TLS 1.2 or newer must be enabled.`,
  ],
  'starttls-not-offered': (context) => [
    `TLS is required by the definition, but the ${serverOf(context)} does not offer it here or refused to begin: TLS is off, its certificate did not load, or a device in between strips the offer.`,
    `Turn STARTTLS (POP3: STLS) on at the server, or use its TLS port (smtps://, pop3s://). ${settingsOf(context)}.tls: "opportunistic" would go on without it.`,
  ],
} as const satisfies Partial<Record<Reason, Advice>>
