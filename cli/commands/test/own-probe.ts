import { rulesInForce } from '../../../shared/app/monitors/rules-in-force.ts'
import type { RunPorts } from '../../../shared/app/ports/run-ports.ts'
import { environmentRows } from '../../../shared/core/definition/environment-rows.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { LOCAL } from '../../../shared/core/location/location-kind.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import type { RunStarter } from '../../../shared/app/ports/run-starter.ts'
import type { Opened, Probes } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

/** Runs that this process makes itself: they end with it. */
export interface OwnProbe extends Pick<Probes, 'locations'> {
  starter: RunStarter
  /** The runs under way are recorded as interrupted. */
  stop(): void
  /** When those that were asked for are over; rejects with what was thrown. */
  over(): Promise<unknown>
}

/**
 * Makes the runs of a local mode in this folder, over which nothing runs. What a row says is the file's own it may not be, so
 * none is taken to be: a run of it may name no variable of this process.
 */
export async function ownProbe(
  { monitors, runs, source }: Opened,
  folder: string,
  { clock, ids, authorities, localSecrets, mail }: Surroundings,
): Promise<OwnProbe> {
  const stop = new AbortController()
  const made: Promise<unknown>[] = []
  const { secrets, tokens } = await (await localSecrets(folder)).logins(runs)
  const ports: RunPorts = {
    clock,
    ids,
    monitors,
    runs,
    secrets,
    tokens,
    mail: await mail(await authorities()),
    definitionSource: source,
    // Whatever other runs owe is told by the npm start that runs next.
    publisher: { publish: () => Promise.reject(new Error('this command publishes no alert')) },
  }
  return {
    locations: [LOCAL],
    starter: {
      async start(request) {
        const row = await monitors.find(request.monitorId)
        if (row && environmentRows([row]).length > 0) throw new CannotDo(NO_VARIABLE)
        const rules = row && (await rulesInForce(row, ports))
        if (rules?.parsed.ok && !rules.parsed.monitor.smtp) throw new CannotDo(NO_SENDER)
        const run = handleRun(request, ports, { stop: stop.signal })
        // `over` tells it.
        run.catch(() => undefined)
        made.push(run)
      },
    },
    stop: () => stop.abort('stopped'),
    over: () => Promise.all(made),
  }
}

const NO_VARIABLE =
  'the monitor names a variable of npm start (env:NAME), which only that process has; start it first'
const NO_SENDER =
  'the monitor names no smtp.server: what sends its messages, localSender or the demo server, belongs to npm start; start that first'
