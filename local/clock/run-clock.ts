import type { Clock } from '../../shared/app/ports/clock.ts'
import { type Interval, isDue, nextDue, wholeMinute } from '../../shared/core/schedule/due-times.ts'
import { LOCAL } from '../../shared/core/run/location-kind.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../shared/core/time/units.ts'

export interface RunClockPorts {
  clock: Clock
  /** The enabled monitors as they stand now; read again at every minute. */
  monitors(): Promise<readonly Interval[]>
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

/** The next minute in which something is due, and what. */
export interface NextRun {
  at: EpochMs
  monitorIds: readonly string[]
}

export interface RunClock {
  /** Starts a run beside the schedule's, and does not wait for it. */
  launch(request: RunRequest): void
  readonly underWay: number
  /** No minute comes any more; resolves when the runs under way have ended, and the chores. */
  stop(): Promise<void>
}

/**
 * The schedule of one machine: every monitor once at the start, then each in its minutes. Runs are
 * concurrent; one that outlasts its interval holds up nothing. A minute that was slept through is not made up
 * for: late news is no news.
 */
export function startRunClock(ports: RunClockPorts): RunClock {
  const { clock } = ports
  const running = new Set<Promise<void>>()
  let known: readonly Interval[] = []
  let lastMinute = wholeMinute(clock.now())
  let choresUnderWay: Promise<void> | undefined
  let stopped = false
  let disarm: () => void = () => undefined

  function launch(request: RunRequest): void {
    const run = ports
      .run(request)
      .catch(ports.failed)
      .finally(() => {
        running.delete(run)
        tellNext()
      })
    running.add(run)
  }

  function tellNext(): void {
    if (running.size > 0 || stopped || known.length === 0) return
    const times = known.map((monitor) => ({ at: nextDue(monitor, clock.now()), id: monitor.monitorId }))
    const at = Math.min(...times.map((time) => time.at))
    ports.idle({ at, monitorIds: times.filter((time) => time.at === at).map((time) => time.id) })
  }

  async function fire(scheduledAt: EpochMs, due: (monitor: Interval) => boolean): Promise<void> {
    known = await ports.monitors()
    if (stopped) return
    const now = known.filter(due)
    for (const { monitorId } of now) launch({ monitorId, location: LOCAL, scheduledAt, trigger: 'schedule' })
    if (now.length === 0) tellNext()
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
      fire(minute, (monitor) => isDue(monitor, minute)).catch(ports.failed)
      doChores().catch(ports.failed)
    }
    arm()
  }

  function arm(): void {
    if (!stopped) disarm = clock.after(MINUTE - (clock.now() % MINUTE), tick)
  }

  fire(lastMinute, () => true).catch(ports.failed)
  doChores().catch(ports.failed)
  arm()

  return {
    launch,
    get underWay() {
      return running.size
    },
    async stop() {
      stopped = true
      disarm()
      await Promise.allSettled([...running, choresUnderWay])
    },
  }
}
