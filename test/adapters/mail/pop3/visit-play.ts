import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { type Play, pop3Play } from '../../../support/servers/pop3-play.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { HOST, PASSWORD, USERID, type Visit, visit } from './pop3-visit.ts'

const authority = createAuthority()
const certificate = issueCertificate({ names: [HOST], ca: authority })

/** What a visit says after its login, and to log in by USER and PASS. */
export const REST = ['UIDL', 'LIST', 'TOP 1 0', 'DELE 1', 'QUIT']
export const LOGIN = [`USER ${USERID}`, `PASS ${PASSWORD}`]

/** A visit to a server that plays this, with what it heard. */
export async function visitPlay(play: Play, plan: Omit<Visit, 'port'> = {}, over: 'plain' | 'tls' = 'plain') {
  const server = await scriptedServer(
    pop3Play({ certificate, ...play }),
    over === 'tls' ? { tls: certificate } : {},
  )
  try {
    const visited = await visit({ port: server.port, ca: [authority.cert], ...plan })
    return {
      ...visited,
      lines: [...server.lines],
      connections: server.connections,
      port: server.port,
    }
  } finally {
    await server.close()
  }
}
