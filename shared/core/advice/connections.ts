import type { Reason } from '../run/statuses.ts'
import {
  type Advice,
  type AdviceContext,
  always,
  isHere,
  isInAws,
  isPlainLambda,
  mayBeFixedAddress,
  serverOf,
  stepOf,
} from './advice-context.ts'
import { allSchemes, protocolWords } from './protocol-words.ts'
import type { Side } from '../time/phases.ts'

/** Lambda outside a VPC cannot use port 25 at all; inside one AWS opens it on request. */
const PORT_25 =
  'AWS blocks outbound port 25 from Lambda by default: use port 587 (smtp://host:587) or 465 (smtps://host).'

/** The form is of the account, and asks for the Region (AWS Knowledge Center, "remove the restriction on port 25"). */
const LIFT_PORT_25 =
  'port 25 is closed until AWS opens it for your account in that Region (form "Request to remove email sending limitations", docs/locations.md); 587 and 465 are open.'

/**
 * From AWS to port 25 the network itself is the likely cause of whatever keeps a connection from standing.
 */
function orPort25(setting: string, general: Advice): Advice {
  return (context) => {
    const { port } = context
    if (setting !== 'smtp.server' || (port ?? 25) !== 25) return general(context)
    if (port === 25 && mayBeFixedAddress(context)) {
      return [`If ${context.location} is a fixed address in AWS: ${LIFT_PORT_25}`, ...general(context)]
    }
    if (!isPlainLambda(context)) return general(context)
    return [port === undefined ? `If that port is 25: ${PORT_25}` : PORT_25, ...general(context)]
  }
}

/** A connection attempt that nobody answers. */
function unanswered(server: string, setting: string): Advice {
  return orPort25(setting, (context) => [
    `A firewall drops the packets on their way, the ${server} is down, or ${setting} names the wrong host or port.`,
    `Try the port from another network; let the firewall pass connections from ${whereFrom(context)}.`,
  ])
}

function unreachable(server: string, setting: string): Advice {
  return orPort25(setting, (context) => [
    `The network reports no route to the ${server}: the host is down, its address is wrong or private, or routing is missing.`,
    isInAws(context)
      ? 'The diagnostic log shows the addresses that were tried. Inside a VPC the probe needs a NAT gateway for the internet, and IPv6 in its subnets for IPv6 addresses.'
      : "Compare the addresses in the diagnostic log with the server's own; IPv6 addresses fail in this way if this network has no IPv6.",
  ])
}

function whereFrom(context: AdviceContext): string {
  if (isHere(context)) return 'this machine'
  return isInAws(context) ? `AWS (${context.location})` : context.location
}

function refused(side: Side): Advice {
  return (context) => {
    const { name, ports } = protocolWords(side, context)
    return [
      `The host is up, but nothing listens on that port, or a firewall rejects it: the ${name} service is stopped, or ${side}.server names the wrong port.`,
      `Check that the service runs and listens on a public address; usual ports are ${ports}.`,
    ]
  }
}

function noGreeting(server: string, side: Side): Advice {
  return (context) => {
    const { port } = context
    const { secure, plain, securePort } = protocolWords(side, context)
    return [
      port === securePort
        ? `Port ${port} expects TLS from the start: write ${secure} in ${side}.server. If it is there already, the ${server} is overloaded.`
        : `${port === undefined ? 'The port' : `Port ${port}`} is open but sends nothing: it may expect TLS from the start (${secure}), or the ${server} is overloaded.`,
      `Check that ${side}.server has the right scheme for its port (${plain} or ${secure}); look for load, slow DNS lookups and tarpits on the server.`,
    ]
  }
}

/** What is going on in a server that hangs up, by the step of the session in which it does. */
const HUNG_UP: Readonly<Record<string, string>> = {
  greeting: 'a limit on connections, a block on our address, or a service that is just starting or stopping',
  tls: 'a port without TLS, no certificate for this name, or no protocol version in common with us',
  auth: 'some servers do so after a wrong password or too many logins; or the login service has crashed',
  submit: 'a filter or policy that hangs up instead of refusing, a crash or a restart',
  search: 'a crash or restart, or a damaged mailbox',
  retrieve: 'a crash or restart, or a damaged mailbox',
}

function dropped(server: string): Advice {
  return (context) => [
    `The ${server} or a firewall in between closed the connection${context.phase ? ` (${context.phase})` : ''}: ${
      HUNG_UP[stepOf(context)] ?? 'a crash or restart, a limit on connections, or a block on our address'
    }.`,
    `Read the ${server}'s log for this minute; look for limits on connections per client and for blocked addresses.`,
  ]
}

/** What may keep a server from answering, likewise. */
const FELL_SILENT: Readonly<Record<string, string>> = {
  greeting: 'overload, slow DNS lookups, or a proxy whose server behind it does not answer',
  tls: `a port without TLS (${allSchemes(false).join(', ')}), or a service that hangs`,
  auth: 'its user database hangs, or another session holds the mailbox',
  submit: 'a content filter, a policy service or the disk of its queue hangs',
  search: 'a very large or damaged mailbox, or a disk that hangs',
  retrieve: 'a very large or damaged mailbox, or a disk that hangs',
}

function notFound(setting: string): Advice {
  return always(
    `The host name in ${setting} is misspelt, its DNS record is gone, or the domain has expired.`,
    `Look the name up from another network (A and AAAA records); correct ${setting} or restore the record.`,
  )
}

/** Names, connections, and whoever stops talking. */
export const ADVICE_ON_CONNECTIONS = {
  'smtp-host-not-found': notFound('smtp.server'),
  'mailbox-host-not-found': notFound('mailbox.server'),
  'dns-failure': (context) => [
    `The name of the ${serverOf(context)} could not be looked up: its name servers do not answer or return an error, or the local resolver is down.`,
    'Query the domain at each of its name servers; check delegation and DNSSEC. If other monitors fail in the same way, look at the network of the probe.',
  ],

  'smtp-connection-refused': refused('smtp'),
  'mailbox-connection-refused': refused('mailbox'),
  'smtp-unreachable': unreachable('SMTP server', 'smtp.server'),
  'mailbox-unreachable': unreachable('mailbox server', 'mailbox.server'),
  'smtp-connect-timeout': unanswered('SMTP server', 'smtp.server'),
  'mailbox-connect-timeout': unanswered('mailbox server', 'mailbox.server'),
  'smtp-no-greeting': noGreeting('SMTP server', 'smtp'),
  'mailbox-no-greeting': noGreeting('mailbox server', 'mailbox'),
  'smtp-connection-lost': dropped('SMTP server'),
  'mailbox-connection-lost': dropped('mailbox server'),
  'deadline-passed': (context) => {
    const who = context.phase
      ? `The server stopped answering at ${context.phase}`
      : 'A server stopped answering'
    const why =
      FELL_SILENT[stepOf(context)] ?? 'overload, a hung filter or disk, or a firewall that drops the session'
    return [
      `${who} and sent nothing more until the timeout: ${why}.`,
      "Look at the last lines of the diagnostic log and at the server's load; if it is merely slow, raise timeoutSeconds (at most 300).",
    ]
  },
} as const satisfies Partial<Record<Reason, Advice>>
