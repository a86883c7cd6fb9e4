import { lookup } from 'node:dns/promises'

import type { Clock } from '../../../app/ports/clock.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'

export interface ResolvedAddress {
  address: string
  family: number
}

/** What every mail adapter needs of the machine it runs on; one for all of a process's runs. */
export interface Network {
  clock: Clock
  /** PEM certificates that are trusted besides Node's own: a private CA's, or a test's. */
  ca?: readonly string[]
  /** All addresses of a name, in the order to try; default `lookupAll`. Throws Node's DNS codes. */
  lookup?: (host: string) => Promise<readonly ResolvedAddress[]>
  /** Share of the deadline for connecting to one address; default 10,000 ms. */
  connectMs?: Millis
  /** Share of the deadline for a server's greeting, whatever a run asks for. */
  greetingMs?: Millis
}

export const CONNECT_TIMEOUT: Millis = 10 * SECOND

/** The system's resolver, with nothing cached by us: a DNS outage must show in the run that meets it. */
export function lookupAll(host: string): Promise<readonly ResolvedAddress[]> {
  return lookup(host, { all: true, order: 'verbatim' })
}
