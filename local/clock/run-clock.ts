import type { Clock } from '../../shared/app/ports/clock.ts'
import { type Interval, isDue, nextDue, wholeMinute } from '../../shared/core/schedule/due-times.ts'
import { LOCAL } from '../../shared/core/location/location-kind.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import { type EpochMs, MINUTE, type Millis, SECOND } from '../../shared/core/time/units.ts'

/** What is left of a minute must be enough for its runs to begin: else the first start waits for the next. */
const ENOUGH_TO_BEGIN: Millis = 5 * SECOND

/** A monitor, and how long after its minute began a run of it starts: below a minute. */
export interface Scheduled extends Interval {
  startDelayMs: Millis
}

export interface RunClockPorts {
  clock: Clock
  /** The enabled monitors as they stand now; read again at every minute. */
  monitors(): Promise<readonly Scheduled[]>
  run(request: RunRequest): Promise<void>
  /**
   * What else each minute does; the next minute does not wait for it, nor start it a second time meanwhile.
   */
  chores(): Promise<void>
  /** Nothing is under way: this is what comes next. */
  idle(next: NextRun): void
  /** Something threw; the clock goes on. */
  failed(error: unknown): void
}

/** When the next run starts, and whose. */
export interface NextRun {
  at: EpochMs
  monitorIds: readonly string[]
}

export interface RunClock {
  /** Starts a run beside the schedule's, and does not wait for it. */
  launch(request: RunRequest): void
  /** The same of a run that is begun, and is no monitor's. */
  follow(run: Promise<unknown>): void
  readonly underWay: number
  /** No run starts any more; resolves when the runs under way have ended, and the chores. */
  stop(): Promise<void>
}

/**
 * The schedule of one machine: every monitor once at the start, then each in its minutes, some seconds into
 * them; the whole minute is what names a run. Runs are concurrent; one that outlasts its interval holds up
 * nothing. A minute that was slept through is not made up for: late news is no news.
 */
export function startRunClock(ports: RunClockPorts): RunClock {
  const { clock } = ports
  const running = new Set<Promise<void>>()
  const waiting = new Map<RunRequest, { at: EpochMs; cancel: () => void }>()
  let known: readonly Scheduled[] = []
  let lastMinute: EpochMs | undefined
  let choresUnderWay: Promise<void> | undefined
  let stopped = false
  let disarm: () => void = () => undefined

  function launch(request: RunRequest): void {
    follow(ports.run(request))
  }

  function follow(begun: Promise<unknown>): void {
    const run = begun
      .then(() => undefined)
      .catch(ports.failed)
      .finally(() => {
        running.delete(run)
        tellNext()
      })
    running.add(run)
  }

  function launchAfter(delay: Millis, request: RunRequest): void {
    if (delay <= 0) {
      launch(request)
      return
    }
    const cancel = clock.after(delay, () => {
      waiting.delete(request)
      launch(request)
    })
    waiting.set(request, { at: clock.now() + delay, cancel })
  }

  function tellNext(): void {
    if (running.size > 0 || stopped || known.length === 0) return
    const times = [
      ...[...waiting].map(([{ monitorId }, { at }]) => ({ at, monitorId })),
      ...known.map((monitor) => ({
        at: nextDue(monitor, clock.now()) + monitor.startDelayMs,
        monitorId: monitor.monitorId,
      })),
    ]
    const at = Math.min(...times.map((time) => time.at))
    ports.idle({ at, monitorIds: times.filter((time) => time.at === at).map((time) => time.monitorId) })
  }

  /** The monitors are read before the minute is taken: that may reach into the next one. */
  async function begin(): Promise<void> {
    known = await ports.monitors()
    const left = MINUTE - (clock.now() % MINUTE)
    if (left < ENOUGH_TO_BEGIN) await new Promise<void>((resolve) => (disarm = clock.after(left, resolve)))
    if (stopped) return
    lastMinute = wholeMinute(clock.now())
    for (const { monitorId } of known) launch(requestFor(monitorId, lastMinute))
  }

  async function fire(minute: EpochMs): Promise<void> {
    known = await ports.monitors()
    if (stopped) return
    const due = known.filter((monitor) => isDue(monitor, minute))
    for (const { monitorId, startDelayMs } of due) {
      launchAfter(minute + startDelayMs - clock.now(), requestFor(monitorId, minute))
    }
    if (due.length === 0) tellNext()
  }

  async function doChores(): Promise<void> {
    if (choresUnderWay) return
    choresUnderWay = ports.chores().finally(() => (choresUnderWay = undefined))
    await choresUnderWay
  }

  function tick(): void {
    const minute = wholeMinute(clock.now())
    // A timer may fire a little early. A wall clock that is set back makes minutes come again: those runs
    // stand already.
    if (minute !== lastMinute) {
      lastMinute = minute
      fire(minute).catch(ports.failed)
      doChores().catch(ports.failed)
    }
    arm()
  }

  function arm(): void {
    if (!stopped) disarm = clock.after(MINUTE - (clock.now() % MINUTE), tick)
  }

  begin().catch(ports.failed).finally(arm)
  doChores().catch(ports.failed)

  return {
    launch,
    follow,
    get underWay() {
      return running.size
    },
    async stop() {
      stopped = true
      disarm()
      for (const { cancel } of waiting.values()) cancel()
      await Promise.allSettled([...running, choresUnderWay])
    },
  }
}

function requestFor(monitorId: string, scheduledAt: EpochMs): RunRequest {
  return { monitorId, location: LOCAL, scheduledAt, trigger: 'schedule' }
}
