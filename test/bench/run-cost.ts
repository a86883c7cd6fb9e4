import type { ScheduledInput } from '../../functions/contract.ts'
import { type FastMail, fastMail } from '../support/servers/fast-mail.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import { spokenByOneRun } from './spoken-by-one-run.ts'
import type { Bundles } from './bundles.ts'
import { type Cloud, cloud } from './cloud.ts'
import { type Row, shown, spread, table } from './figures.ts'
import type { ProcessCost } from './process-cost.ts'
import type { FunctionRuns } from './subjects/cost-of-function.ts'

const PROCESSES = 9
/** Runs in one process: those up to `WARM_UP` are not counted. */
const RUNS = 60
const WARM_UP = 10

/** One way to spend a process, and how it is told to do so `runs` times. */
interface Subject {
  name: string
  spend: (runs: number) => Promise<ProcessCost[]>
}

/** What a run costs: all of a fresh process that makes one, and each in a process that makes many. */
export async function cost(bundles: Bundles): Promise<string> {
  const servers = await fastMail()
  const aws = await cloud(servers, PROCESSES + RUNS)
  try {
    const subjects = await subjectsOf(bundles, servers, aws)
    const fresh = await freshCosts(subjects)
    const warm: Row[] = []
    for (const { name, spend } of subjects.slice(1)) warm.push([name, ...warmFigures(await spend(RUNS))])
    return [
      table(['one run in a fresh process', 'wall, ms', 'CPU, ms', 'peak RSS, MB'], fresh),
      table(['each run in a warm process', 'wall, ms', 'CPU, ms', 'peak RSS, MB'], warm),
    ].join('\n\n')
  } finally {
    await aws.close()
    await servers.close()
  }
}

async function subjectsOf(
  { subject, probe }: Bundles,
  servers: FastMail,
  { env, monitorIds }: Cloud,
): Promise<Subject[]> {
  const spoken = await spokenByOneRun()
  const { smtpServer, mailboxServer } = servers
  const bare = { smtpPort: servers.smtp.port, pop3Port: servers.pop3.port, secure: false }
  const events: ScheduledInput[] = monitorIds.map((monitorId) => ({
    monitorId,
    location: 'eu-west-1',
    scheduledAt: new Date().toISOString(),
  }))
  const spend = (name: string, input: unknown, more: Record<string, string> = {}) =>
    inFreshProcess<ProcessCost[]>(subject(name), input, { env: more })
  return [
    { name: 'Node, doing nothing', spend: () => spend('cost-of-nothing', null) },
    { name: 'bare dialogue', spend: (runs) => spend('cost-of-bare-dialogue', { spoken, bare, runs }) },
    {
      name: 'probe, stores in memory',
      spend: (runs) => spend('cost-of-probe', { smtpServer, mailboxServer, runs }),
    },
    {
      name: 'probe function, all of it',
      spend: (runs) => {
        const input: FunctionRuns = { bundle: probe.file, events: events.splice(0, runs) }
        return spend('cost-of-function', input, env)
      },
    },
  ]
}

/** One subject after the other in every round, so that whatever else the machine does falls on all. */
async function freshCosts(subjects: readonly Subject[]): Promise<Row[]> {
  const costs = new Map(subjects.map(({ name }) => [name, [] as ProcessCost[]]))
  for (let process = 0; process < PROCESSES; process += 1) {
    for (const { name, spend } of subjects) costs.get(name)?.push(...(await spend(1)))
  }
  return [...costs].map(([name, of]) => [name, ...figures(of)])
}

/** What was added from one run to the next; of memory the most that there was at all. */
function warmFigures(costs: readonly ProcessCost[]): string[] {
  const counted = costs.slice(WARM_UP).map((now, index) => {
    const before = costs[WARM_UP + index - 1]
    return {
      wallMs: now.wallMs - (before?.wallMs ?? NaN),
      cpuMs: now.cpuMs - (before?.cpuMs ?? NaN),
      peakRssOctets: now.peakRssOctets,
    }
  })
  const peak = (costs.at(-1)?.peakRssOctets ?? NaN) / 1e6
  return [...figures(counted).slice(0, 2), peak.toFixed(1)]
}

function figures(costs: readonly ProcessCost[]): [string, string, string] {
  return [
    shown(spread(costs.map(({ wallMs }) => wallMs))),
    shown(spread(costs.map(({ cpuMs }) => cpuMs))),
    shown(spread(costs.map(({ peakRssOctets }) => peakRssOctets / 1e6))),
  ]
}
