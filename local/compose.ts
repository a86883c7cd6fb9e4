import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { clientInTime } from '../shared/adapters/aws/client-in-time.ts'
import { servedWords } from '../shared/core/wording/home-address.ts'
import type { Served } from '../shared/adapters/http-server/serve-http.ts'
import { randomIds } from '../shared/adapters/random-ids.ts'
import { handleRun } from '../shared/app/run/handle-run.ts'
import { runTrial } from '../shared/app/run/run-trial.ts'
import type { Clock } from '../shared/app/ports/clock.ts'
import type { MonitorRow } from '../shared/app/ports/monitor-store.ts'
import { NotStarted, type RunStarter, type TrialStarter } from '../shared/app/ports/run-starter.ts'
import { rebuildDays } from '../shared/app/history/rebuild-days.ts'
import type { RunPorts } from '../shared/app/ports/run-ports.ts'
import { type WrittenDefinition, syncMonitors } from '../shared/app/monitors/sync-monitors.ts'
import { watch } from '../shared/app/watch/watch.ts'
import { LOCAL } from '../shared/core/location/location-kind.ts'
import type { HttpHome } from '../shared/http/home.ts'
import type { LocalOptions } from './arguments.ts'
import { awakeSince } from './clock/awake-since.ts'
import { type LocalAlerts, localAlerts } from './alerts/local-alerts.ts'
import { topicsHere } from './alerts/topics-here.ts'
import type { ConsoleReport } from './console/console-report.ts'
import { type DemoMailServer, demoMailServer } from './demo-mail/demo-mail-server.ts'
import { serveLocalHome } from './http-home.ts'
import { demoAccount, demoMonitor } from './demo-monitor.ts'
import { headerFacts } from './console/header.ts'
import { hourly } from './clock/hourly.ts'
import { nightly } from './clock/nightly.ts'
import { type LocalPorts, localPorts } from './local-ports.ts'
import { shownSender } from './local-sender.ts'
import { type LocalSettings, localSettings, locationsHere } from './local-settings.ts'
import { localDatabase } from './store/local-database.ts'
import { httpHeartbeat } from '../shared/adapters/http-heartbeat.ts'
import { alertTopics } from '../shared/core/definition/topic-names.ts'
import { ownDefinitions } from './own-definitions.ts'
import { ownMonitors } from './own-monitors.ts'
import { localSecretKeeper } from './secrets/local-secret-keeper.ts'
import { type RunClock, startRunClock } from './clock/run-clock.ts'
import { scheduledMonitors } from './clock/scheduled-monitors.ts'
import { sweepExpired } from './store/sweep-expired.ts'
import { asKept, upgradeRows } from './upgrade-rows.ts'

export interface Outside {
  clock: Clock
  env: Readonly<Record<string, string | undefined>>
  report: ConsoleReport
  /** As they are written in `cdk/settings.ts`; absent: the defaults. */
  settings?: (() => Promise<unknown>) | undefined
  /** Called when no run is under way, by whoever drives the clock. */
  idle?: (() => void) | undefined
}

/** The local mode, started. Stop `runClock` first, then `close`. */
export interface StartedLocalMode {
  runClock: RunClock
  /** Ends the runs under way: each is recorded as interrupted. */
  interruptRuns(): void
  close(): Promise<void>
}

type Starter = RunStarter & TrialStarter

/** Starts database, demo mail server and clock, in this order; whatever throws leaves nothing open. */
export async function startLocalMode(options: LocalOptions, outside: Outside): Promise<StartedLocalMode> {
  const settings = await localSettings(outside.settings)
  const own = await ownMonitors(options, {
    topics: alertTopics(settings.topics),
    knownLocations: locationsHere(settings),
    builtInSender: settings.localSender,
  })
  const database = await localDatabase(options.dataDir, outside.env)
  const client = clientInTime(DynamoDBClient, database.patience, database.client)
  let server: DemoMailServer | undefined
  let alerts: LocalAlerts | undefined
  let api: Served | undefined
  const close = async () => {
    await api?.close()
    await alerts?.stop()
    await server?.close()
    client.destroy()
    await database.close()
  }
  try {
    const password = randomIds.token()
    server = await demoMailServer({ accounts: [demoAccount(password)] })
    if (options.break) server.faults.lose(1, 1)
    const written = own.monitors.length > 0 ? own.definitions : [demoMonitor(server)]
    const { tableNames } = database
    const made = localPorts({ ...outside, ...options, client, server, password, settings, tableNames })
    alerts = localAlerts(settings, made, outside.report, own.monitors.length === 0)
    const stored = { ...made, publisher: alerts.publisher }
    await upgradeRows(stored, outside.report)
    const definitions = await asKept(written as readonly WrittenDefinition[], stored)
    const ports = { ...stored, isOwn: ownDefinitions(definitions) }
    await syncMonitors(definitions, ports.monitors, { beforeRemoval: ports.runs.dropTlsSeen })
    await database.announce()
    const started: { starter?: Starter } = {}
    const { faults } = server
    const offered = {
      ports,
      reportZone: settings.reportZone,
      builtInSender: shownSender(settings),
      probes: probesOf(started),
      secrets: localSecretKeeper(options.dataDir, ports.stored),
      topics: () => Promise.resolve(topicsHere(settings)),
      ...(own.monitors.length === 0 && { demo: { loseNext: () => faults.lose() } }),
    }
    api = await serveLocalHome(options, offered, outside.report.problem)
    outside.report.header(
      headerFacts(
        { ...options, store: database.kind, alerts: alerts.facts, sender: settings.localSender },
        own.monitors,
        server,
        servedWords(api, { folder: options.dataDir, isTerminal: outside.report.isTerminal }),
        await tableRows(ports),
      ),
    )
    alerts.wake()
    const chores = {
      sweep: () => sweepExpired(client, tableNames.results, outside.clock.now()),
      beats: heartbeat(settings, outside.report),
      wakes: alerts.wake,
    }
    return { ...Object.assign(started, schedule(ports, outside, chores)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Whoever watches from outside hears each minute that this runs; what keeps it from hearing is a problem. */
function heartbeat(
  { heartbeatUrl }: LocalSettings,
  { problem }: Pick<ConsoleReport, 'problem'>,
): () => Promise<unknown> {
  if (heartbeatUrl === undefined) return () => Promise.resolve()
  const { beat } = httpHeartbeat(heartbeatUrl)
  return () => beat().catch(problem)
}

/** This process makes the runs that are asked for, once its clock goes. */
function probesOf(started: { starter?: Starter }): NonNullable<HttpHome['probes']> {
  const starter = () => {
    if (started.starter) return started.starter
    throw new NotStarted('throttled', 'npm start is still starting; try again in a second')
  }
  return {
    locations: [LOCAL],
    starter: {
      start: async (request) => starter().start(request),
      startTrial: async (request) => starter().startTrial(request),
    },
  }
}

/** Monitors that people wrote into the table beside those of the file. */
async function tableRows({ monitors }: RunPorts): Promise<MonitorRow[]> {
  return (await monitors.list()).filter(({ managedBy }) => managedBy === 'table')
}

/** What the clock does besides runs: `beats` tells somebody outside that it does, `wakes` who delivers. */
interface Chores {
  sweep: () => Promise<unknown>
  beats: () => Promise<unknown>
  wakes: () => void
}

function schedule(
  ports: RunPorts & LocalPorts,
  { report, idle }: Outside,
  { sweep, beats, wakes }: Chores,
): Pick<StartedLocalMode, 'runClock' | 'interruptRuns'> & { starter: Starter } {
  const interrupted = new AbortController()
  const awake = awakeSince(ports.clock)
  const starter: Starter = {
    start(request) {
      runClock.launch(request)
      return Promise.resolve()
    },
    startTrial({ trialId }) {
      runClock.follow(runTrial(trialId, ports, { stop: interrupted.signal }))
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
      wakes()
      await beats()
      await makeDays()
      await sweepHourly()
    },
    idle(next) {
      report.next(next)
      idle?.()
    },
    failed: report.problem,
  })
  return { runClock, starter, interruptRuns: () => interrupted.abort('stopped') }
}
