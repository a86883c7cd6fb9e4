import { vi, expect } from 'vitest'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { type Certificate, createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { type Play, pop3Play } from '../../../support/servers/pop3-play.ts'
import { HOST, type Visit, type Visited, visit } from './pop3-visit.ts'

export const authority = createAuthority()
/** One list for all: what is trusted is read once for each list, in some 20 ms. */
export const trusted = [authority.cert]
export const certificate = issueCertificate({ names: [HOST], ca: authority })
export const WITH_STLS = ['TOP', 'UIDL', 'USER', 'STLS']
export const SASL = ['SASL PLAIN', 'UIDL']
/** Short, since a silent server is waited for until here. */
export const DEADLINE = 300

/** What a server does wrong, and what is to be seen of it. */
export interface Fault {
  what: string
  play: Play
  /** TLS from the first octet, with this certificate. */
  over?: Certificate
  plan?: Omit<Visit, 'port'>
  evidence: Omit<Evidence, 'side'>
}

export interface Suffered extends Visited {
  lines: readonly string[]
  connections: number
}

/** What came of a visit to a server with this fault, once the server has no connection left. */
export async function suffer({ play, over, plan = {} }: Fault): Promise<Suffered> {
  const server = await scriptedServer(pop3Play({ certificate, ...play }), over ? { tls: over } : {})
  try {
    const visited = await visit({ port: server.port, ca: trusted, ...plan })
    await vi.waitFor(() => expect(server.open).toBe(0), { timeout: 5000, interval: 5 })
    return { ...visited, lines: [...server.lines], connections: server.connections }
  } finally {
    await server.close()
  }
}
