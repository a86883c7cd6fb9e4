import { mkdir, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { SECOND } from '../../shared/core/time/units.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import type { Bundles } from './bundles.ts'
import { cloud } from './cloud.ts'
import { type Row, shown, spread, table } from './figures.ts'
import type { ProcessCost } from './process-cost.ts'
import type { FunctionRuns } from './subjects/cost-of-function.ts'

const SIZES_MB = [128, 192, 256, 512]
/** In one process, of which the first starts cold. */
const RUNS = 16
/** Memory at which Lambda gives a function one whole CPU (Lambda, "Configure Lambda function memory"). */
const ONE_CPU_MB = 1769
const PERIOD_US = 20_000
const GROUPS = '/sys/fs/cgroup'

/**
 * What a good run of a message of a second takes at each size of memory: in a process that is held to the share of a
 * CPU and to the memory that Lambda gives for it. Needs Linux with control groups of version 1, and root.
 */
export async function memorySizes(made: Bundles): Promise<string> {
  const authority = createAuthority()
  const tls = issueCertificate({ ipAddresses: ['127.0.0.1'], ca: authority })
  const authorities = path.join(path.dirname(made.subject('cost-of-function')), 'authority.pem')
  await writeFile(authorities, authority.cert)
  const servers = await fastMail({ tls, delayOf: () => SECOND })
  const aws = await cloud(servers, SIZES_MB.length * RUNS)
  try {
    const rows: Row[] = []
    for (const [index, memoryMb] of SIZES_MB.entries()) {
      const monitorIds = aws.monitorIds.slice(index * RUNS, (index + 1) * RUNS)
      const events = monitorIds.map((monitorId) => ({
        monitorId,
        location: 'eu-west-1',
        scheduledAt: new Date().toISOString(),
      }))
      const input: FunctionRuns = { bundle: made.probe.file, events }
      const costs = await held(memoryMb, (within) =>
        inFreshProcess<ProcessCost[]>(made.subject('cost-of-function'), input, {
          env: { ...aws.env, NODE_EXTRA_CA_CERTS: authorities },
          nodeOptions: [`--max-old-space-size=${String(Math.round(0.9 * memoryMb))}`],
          within,
        }),
      )
      rows.push(rowOf(memoryMb, costs))
    }
    const head = ['memory, MB', 'cold: ms', 'warm: ms', 'warm: CPU, ms', 'warm: GB-s', 'peak RSS, MB']
    return table(head, rows)
  } finally {
    await aws.close()
    await servers.close()
  }
}

function rowOf(memoryMb: number, costs: readonly ProcessCost[]): Row {
  const added = (of: (cost: ProcessCost) => number) =>
    spread(costs.slice(1).map((now, index) => of(now) - of(costs[index] ?? now)))
  const warm = added(({ wallMs }) => wallMs)
  return [
    String(memoryMb),
    (costs[0]?.wallMs ?? NaN).toFixed(0),
    shown(warm, 0),
    shown(
      added(({ cpuMs }) => cpuMs),
      0,
    ),
    ((warm.median / SECOND) * (memoryMb / 1024)).toFixed(2),
    ((costs.at(-1)?.peakRssOctets ?? NaN) / 1e6).toFixed(0),
  ]
}

/** Calls `run` with the words that a command begins with to be held so. */
async function held<T>(memoryMb: number, run: (within: readonly string[]) => Promise<T>): Promise<T> {
  const name = `roundtrip-bench-${String(process.pid)}-${String(memoryMb)}`
  const [cpu, memory] = [path.join(GROUPS, 'cpu', name), path.join(GROUPS, 'memory', name)] as const
  await Promise.all([mkdir(cpu), mkdir(memory)])
  try {
    await writeFile(path.join(cpu, 'cpu.cfs_period_us'), String(PERIOD_US))
    const quota = Math.max(1000, Math.round((PERIOD_US * memoryMb) / ONE_CPU_MB))
    await writeFile(path.join(cpu, 'cpu.cfs_quota_us'), String(quota))
    await writeFile(path.join(memory, 'memory.limit_in_bytes'), String(memoryMb * 1024 * 1024))
    const join = [cpu, memory].map((group) => `echo $$ > ${group}/cgroup.procs`).join('; ')
    return await run(['/bin/sh', '-c', `${join}; exec "$@"`, 'sh'])
  } finally {
    await Promise.all([rmdir(cpu), rmdir(memory)])
  }
}
