import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { type Certificate, createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import { type Row, shown, spread, table } from './figures.ts'
import { spokenByOneRun } from './spoken-by-one-run.ts'
import type { OverheadPlan, OverheadTimes } from './subjects/overhead.ts'

const SUBJECT = path.join(import.meta.dirname, 'subjects/overhead.ts')
const WARM_UP = 10
const ROUNDS = 30

/** Ms that a run takes beyond its bare dialogue and its waits, over TCP and over TLS. */
export async function overhead(): Promise<string> {
  const authority = createAuthority()
  const certificate = issueCertificate({ ipAddresses: ['127.0.0.1'], ca: authority })
  const folder = await mkdtemp(path.join(tmpdir(), 'roundtrip-bench-'))
  try {
    const trusted = path.join(folder, 'ca.pem')
    await writeFile(trusted, authority.cert)
    const rows = [
      await measured('TCP', {}),
      await measured('TLS on both sides', { certificate, env: { NODE_EXTRA_CA_CERTS: trusted } }),
      await measured('TLS, private CA (`--ca`)', {
        certificate,
        env: { NODE_EXTRA_CA_CERTS: trusted },
        ca: authority.cert,
      }),
    ]
    return table(['', 'bare dialogue, ms', 'run without its waits, ms', 'overhead, ms', 'waits, ms'], rows)
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Way {
  certificate?: Certificate
  env?: Record<string, string>
  ca?: string
}

async function measured(name: string, { certificate, env = {}, ca }: Way): Promise<Row> {
  const spoken = await spokenByOneRun()
  const servers = await fastMail(certificate && { tls: certificate })
  // The bare dialogue has servers of its own: its message, the same each time, would be a stranger's in the
  // run's mailbox.
  const bareServers = await fastMail(certificate && { tls: certificate })
  try {
    const plan: OverheadPlan = {
      smtpServer: servers.smtpServer,
      mailboxServer: servers.mailboxServer,
      bare: {
        smtpPort: bareServers.smtp.port,
        pop3Port: bareServers.pop3.port,
        secure: certificate !== undefined,
      },
      spoken,
      warmUp: WARM_UP,
      rounds: ROUNDS,
      ...(ca !== undefined && { ca }),
    }
    const times = await inFreshProcess<OverheadTimes>(SUBJECT, plan, { env })
    if (bareServers.size > 0) throw new Error('the bare dialogue did not delete what it sent')
    const difference = times.run.map((ms, round) => ms - (times.bare[round] ?? NaN))
    return [name, ...[times.bare, times.run, difference, times.waited].map((ms) => shown(spread(ms)))]
  } finally {
    await servers.close()
    await bareServers.close()
  }
}
