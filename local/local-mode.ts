import type { Clock } from '../shared/app/ports/clock.ts'
import { type Millis, SECOND } from '../shared/core/time/units.ts'
import { tameLines } from '../shared/core/redaction/tame.ts'
import { type LocalOptions, USAGE, readArguments } from './arguments.ts'
import { type StartedLocalMode, startLocalMode } from './compose.ts'
import { type ConsoleReport, type Screen, consoleReport } from './console/console-report.ts'
import { problemAtStart } from './problem-at-start.ts'
import type { StopSignals } from '../shared/adapters/stop-signals.ts'

/** How long runs under way may go on after Ctrl-C; then they are recorded as interrupted. */
const LAST_RUNS_TIMEOUT: Millis = 10 * SECOND
/** What recording an interrupted run may take. */
const RECORDING_TIMEOUT: Millis = 5 * SECOND

export interface Surroundings {
  screen: Screen
  /** Where complaints go. */
  complain: (text: string) => void
  env: Readonly<Record<string, string | undefined>>
  clock: Clock
  signals: StopSignals
  /** As they are written in `cdk/settings.ts`; absent: the defaults. */
  settings?: () => Promise<unknown>
  /** Called when no run is under way; absent: nobody waits for it. */
  idle?: () => void
}

/**
 * `npm start` from its arguments to its exit code: 0 stopped by the user, 1 cannot start, 2 usage error.
 */
export async function localMode(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { screen } = surroundings
  const complain = complaining(surroundings)
  const read = readArguments(args)
  switch (read.kind) {
    case 'help':
      screen.write(USAGE)
      return 0
    case 'mistake':
      complain(`${read.message}\n`)
      return 2
    case 'run':
      return runUntilStopped(read.options, surroundings)
    default:
      return read satisfies never
  }
}

async function runUntilStopped(options: LocalOptions, surroundings: Surroundings): Promise<number> {
  const { screen, clock, env, settings, signals, idle } = surroundings
  const report = consoleReport(screen, clock)
  try {
    const started = await startLocalMode(options, { clock, env, settings, report, idle })
    await signals.first
    await stop(started, report, clock)
    return 0
  } catch (error) {
    complaining(surroundings)(`${problemAtStart(error, options)}\n`)
    return 1
  }
}

/** Names of files and folders stand in complaints. */
function complaining({ complain }: Pick<Surroundings, 'complain'>): (text: string) => void {
  return (text) => complain(tameLines(text))
}

async function stop(started: StartedLocalMode, report: ConsoleReport, clock: Clock): Promise<void> {
  const { runClock } = started
  if (runClock.underWay > 0) {
    const runs =
      runClock.underWay === 1 ? 'The run in progress has' : `${runClock.underWay} runs in progress have`
    report.note(
      `Stopping. ${runs} at most ${LAST_RUNS_TIMEOUT / SECOND} s to finish; Ctrl-C again ends at once.`,
    )
  }
  const ended = runClock.stop()
  let giveUp: () => void = () => undefined
  const disarm = [
    clock.after(LAST_RUNS_TIMEOUT, () => started.interruptRuns()),
    // A run that still does not end is left where it stands; the next start takes it over.
    clock.after(LAST_RUNS_TIMEOUT + RECORDING_TIMEOUT, () => giveUp()),
  ]
  await Promise.race([ended, new Promise<void>((resolve) => (giveUp = resolve))])
  for (const cancel of disarm) cancel()
  await started.close()
  report.close('Stopped. The results are kept; the next start continues with them.')
}
