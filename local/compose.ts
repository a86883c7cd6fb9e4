import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { FUNCTION_PATIENCE, clientInTime } from '../shared/adapters/aws/client-in-time.ts'
import { servedWords } from '../shared/core/wording/home-address.ts'
import { announceEndpoint, withdrawEndpoint } from '../shared/adapters/http-server/endpoint-file.ts'
import type { Served } from '../shared/adapters/http-server/serve-http.ts'
import { dynamoMonitorStore } from '../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../shared/adapters/dynamodb/run-store.ts'
import { mailServers } from '../shared/adapters/mail/mail-servers.ts'
import { randomIds } from '../shared/adapters/random-ids.ts'
import { handleRun } from '../shared/app/run/handle-run.ts'
import type { Clock } from '../shared/app/ports/clock.ts'
import type { MonitorRow } from '../shared/app/ports/monitor-store.ts'
import type { RunStarter } from '../shared/app/ports/run-starter.ts'
import { rebuildDays } from '../shared/app/history/rebuild-days.ts'
import type { RunPorts } from '../shared/app/ports/run-ports.ts'
import type { RunStore } from '../shared/app/ports/run-store.ts'
import { type WrittenDefinition, syncMonitors } from '../shared/app/monitors/sync-monitors.ts'
import { watch } from '../shared/app/watch/watch.ts'
import { localOptions } from '../shared/core/wording/log-command.ts'
import type { LocalOptions } from './arguments.ts'
import { awakeSince } from './clock/awake-since.ts'
import { consolePublisher } from './console/console-publisher.ts'
import type { ConsoleReport } from './console/console-report.ts'
import { type DemoMailServer, demoMailServer } from './demo-mail/demo-mail-server.ts'
import { DEMO_PASSWORD, demoAccount, demoMonitor, demoSender } from './demo-monitor.ts'
import { type EmbeddedDynamoDb, embeddedDynamoDb } from './store/embedded-dynamodb.ts'
import { serveLocalHome } from './http-home.ts'
import { headerFacts } from './console/header.ts'
import { hourly } from './clock/hourly.ts'
import { nightly } from './clock/nightly.ts'
import { environmentSecrets } from '../shared/adapters/secrets/environment-secrets.ts'
import { ownDefinitions } from './own-definitions.ts'
import { ownMonitors } from './own-monitors.ts'
import { type RunClock, startRunClock } from './clock/run-clock.ts'
import { scheduledMonitors } from './clock/scheduled-monitors.ts'
import { sweepExpired } from './store/sweep-expired.ts'
import { asKept, upgradeRows } from './upgrade-rows.ts'

export interface Outside {
  clock: Clock
  env: Readonly<Record<string, string | undefined>>
  report: ConsoleReport
  /** Called when no run is under way, by whoever drives the clock. */
  idle?: (() => void) | undefined
}

type LocalPorts = RunPorts & { runs: RunStore }

/** The local mode, started. Stop `runClock` first, then `close`. */
export interface StartedLocalMode {
  runClock: RunClock
  /** Ends the runs under way: each is recorded as interrupted. */
  interruptRuns(): void
  close(): Promise<void>
}

/** Starts database, demo mail server and clock, in this order; whatever throws leaves nothing open. */
export async function startLocalMode(options: LocalOptions, outside: Outside): Promise<StartedLocalMode> {
  const own = await ownMonitors(options)
  const password = randomIds.token()
  const database = await embeddedDynamoDb({ path: options.dataDir })
  const client = clientInTime(DynamoDBClient, FUNCTION_PATIENCE, database.client)
  let server: DemoMailServer | undefined
  let api: Served | undefined
  const close = async () => {
    await api?.close()
    await withdrawEndpoint(options.dataDir)
    await server?.close()
    client.destroy()
    await database.close()
  }
  try {
    server = await demoMailServer({ accounts: [demoAccount(password)] })
    if (options.break) server.faults.lose(1, 1)
    const written = own.monitors.length > 0 ? own.definitions : [demoMonitor(server)]
    const stored = runPorts(outside, options, database, client, server, password)
    await upgradeRows(stored, outside.report)
    const definitions = await asKept(written as readonly WrittenDefinition[], stored)
    const ports = { ...stored, isOwn: ownDefinitions(definitions) }
    await syncMonitors(definitions, ports.monitors, { beforeRemoval: ports.runs.dropTlsSeen })
    await announceEndpoint(options.dataDir, database)
    api = await serveLocalHome(options, ports, outside.report.problem)
    outside.report.header(
      headerFacts(
        options,
        own.monitors,
        server,
        servedWords(api, { folder: options.dataDir, isTerminal: outside.report.isTerminal }),
        await tableRows(ports),
      ),
    )
    const sweep = () => sweepExpired(client, database.tableNames.results, outside.clock.now())
    return { ...schedule(ports, outside, sweep), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Monitors that people wrote into the table beside those of the file. */
async function tableRows({ monitors }: RunPorts): Promise<MonitorRow[]> {
  return (await monitors.list()).filter(({ managedBy }) => managedBy === 'table')
}

function runPorts(
  { clock, env, report }: Outside,
  { dataDir }: LocalOptions,
  database: EmbeddedDynamoDb,
  client: DynamoDBClient,
  server: DemoMailServer,
  demoPassword: string,
): LocalPorts {
  const { monitors, results } = database.tableNames
  return {
    clock,
    ids: randomIds,
    secrets: environmentSecrets(env, { [DEMO_PASSWORD]: demoPassword }),
    mail: mailServers({ clock }, demoSender(server)),
    runs: dynamoRunStore({ client, tableName: results, clock, ids: randomIds }),
    monitors: dynamoMonitorStore({ client, tableName: monitors, ids: randomIds }),
    publisher: consolePublisher(report),
    commandOptions: localOptions(dataDir),
    definitionSource: 'local-table',
  }
}

function schedule(
  ports: LocalPorts,
  { report, idle }: Outside,
  sweep: () => Promise<unknown>,
): Pick<StartedLocalMode, 'runClock' | 'interruptRuns'> {
  const interrupted = new AbortController()
  const awake = awakeSince(ports.clock)
  const starter: RunStarter = {
    start(request) {
      runClock.launch(request)
      return Promise.resolve()
    },
  }
  const all = { ...ports, starter }
  const sweepHourly = hourly(ports.clock, awake, sweep)
  const makeDays = nightly(ports.clock, async (day) => {
    const monitorIds = (await ports.monitors.list()).map(({ monitorId }) => monitorId)
    const { failures } = await rebuildDays(monitorIds, day, ports, interrupted.signal)
    for (const failure of failures) report.problem(failure)
  })
  const runClock = startRunClock({
    clock: ports.clock,
    monitors: async () => scheduledMonitors(await ports.monitors.list(), ports, ports.clock.now()),
    async run(request) {
      report.begun(request)
      try {
        report.run(request, await handleRun(request, all, { stop: interrupted.signal }))
      } catch (error) {
        report.ended(request)
        throw error
      }
    },
    async chores() {
      const { failures } = await watch({ ...all, watchingSince: awake() })
      for (const failure of failures) report.problem(failure)
      await makeDays()
      await sweepHourly()
    },
    idle(next) {
      report.next(next)
      idle?.()
    },
    failed: report.problem,
  })
  return { runClock, interruptRuns: () => interrupted.abort('stopped') }
}
