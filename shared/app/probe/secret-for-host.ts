import type { LoginSecret, Monitor } from '../../core/definition/monitor.ts'
import { canonicalHost } from '../../core/definition/fields/host-name.ts'
import type { Outcome } from '../../core/run/run.ts'
import type { Side } from '../../core/time/phases.ts'
import type { FoundSecret } from '../ports/secrets.ts'
import { type LoginSecretPorts, type ReadSecret, howToSet, secretKey } from './login-secrets.ts'

/** One side of a monitor that logs in: what it says, and to whom. */
export interface SideToLogIn {
  side: Side
  /** Of its section, that names the host; default `server`. */
  field?: 'junkServer'
  secret: LoginSecret
  host: string
}

/** Hosts of a secret that a detail names; the command that mends it then asks for them itself. */
const MOST_SHOWN = 3

export function sidesToLogIn({ mailbox, smtp }: Monitor): { mailbox: SideToLogIn; smtp?: SideToLogIn } {
  return {
    mailbox: { side: 'mailbox', secret: mailbox.secret, host: mailbox.server.host },
    ...(smtp?.login && {
      smtp: { side: 'smtp', secret: smtp.login.secret, host: smtp.server.host },
    }),
  }
}

/** Names are compared as they are written: no wildcards, and no host by its address. */
export function mayBeSaidTo(host: string, { hosts }: FoundSecret): boolean {
  return hosts === undefined || hosts.includes(canonicalHost(host) ?? host)
}

/** Every secret that a side would say to a host which it is not for. */
export function notForHost(
  sides: readonly SideToLogIn[],
  read: readonly ReadSecret[],
  ports: LoginSecretPorts,
): (Outcome & { kind: 'inconclusive' }) | undefined {
  const details = read.flatMap(({ secret, reading }) => {
    if (reading.kind !== 'found' || !reading.hosts) return []
    const strangers = sides.filter(
      (side) => secretKey(side.secret) === secretKey(secret) && !mayBeSaidTo(side.host, reading),
    )
    if (strangers.length === 0) return []
    const command = (hosts?: readonly string[]) => howToSet(secret, ports, hosts)
    return [describe(reading.fullName, reading.hosts, strangers, command)]
  })
  if (details.length === 0) return undefined
  return { kind: 'inconclusive', reason: 'secret-not-for-host', detail: details.join('; ') }
}

function describe(
  fullName: string,
  hosts: readonly string[],
  strangers: readonly SideToLogIn[],
  commandFor: (hosts?: readonly string[]) => string,
): string {
  const meant = [...new Set([...hosts, ...strangers.map(({ host }) => canonicalHost(host) ?? host)])]
  const shown = hosts.length > MOST_SHOWN ? [...hosts.slice(0, MOST_SHOWN), '…'] : hosts
  const servers = strangers
    .map(({ side, field = 'server', host }) => `${side}.${field} is ${host}`)
    .join(' and ')
  const command = commandFor(meant.length > MOST_SHOWN ? undefined : meant)
  return `${fullName} is for ${shown.join(', ')}, but ${servers}; if it is yours: ${command}`
}
