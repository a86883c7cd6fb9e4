import type { OpenRun } from '../../core/run/run.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { Clock } from '../ports/clock.ts'
import type { DiagnosticLog, PhaseEvent, PhaseListener } from '../ports/dialogue.ts'
import type { LiveNews, LiveNewsStore } from '../ports/stores/live-news.ts'

/** Between two writes, at the least. */
const WRITE_INTERVAL: Millis = SECOND
/** The result does not wait longer for the last news. */
const LAST_WRITE_TIMEOUT: Millis = 2 * SECOND
/** Each attempt has its numbers; no run lasts a thousand intervals. */
const NUMBERS_OF_AN_ATTEMPT = 1000
/** Most phases of one write; all that count stand in the result. */
const MOST_PHASES = 200

export interface LiveWriter {
  onPhase: PhaseListener
  /** Writes what is new of this log from now on. */
  follow(log: DiagnosticLog): void
  /** Writes what is left; resolves within 2 s, and never rejects. */
  end(): Promise<void>
  /** Writes no more. */
  stop(): void
}

export interface LivePorts {
  clock: Clock
  runs: LiveNewsStore
}

/**
 * Writes what is new in a run, at most once a second, for whoever watches it. A write that fails is made again
 * with the next; none harms the run.
 */
export function liveWriter(
  { monitorId, runId, attempts }: Pick<OpenRun, 'monitorId' | 'runId' | 'attempts'>,
  { clock, runs }: LivePorts,
): LiveWriter {
  const phases: PhaseEvent[] = []
  let log: DiagnosticLog | undefined
  let number = attempts * NUMBERS_OF_AN_ATTEMPT
  /** May stand though its write failed: it is written again as it is. */
  let unwritten: LiveNews | undefined
  let writing: Promise<void> = Promise.resolve()
  let cancel: () => void = () => undefined
  let isOver = false

  function news(): LiveNews | undefined {
    const lines = log?.takeNews() ?? []
    const seen = phases.splice(0)
    return lines.length + seen.length === 0 ? undefined : { number: (number += 1), lines, phases: seen }
  }

  /** Whether there was something to write, and it stands. */
  async function write(): Promise<boolean> {
    unwritten ??= news()
    if (!unwritten) return false
    try {
      await runs.putLive({ monitorId, runId }, unwritten)
      unwritten = undefined
      return true
    } catch {
      return false
    }
  }

  function arm(): void {
    cancel = clock.after(WRITE_INTERVAL, () => {
      writing = write().then(() => {
        if (!isOver) arm()
      })
    })
  }

  function stop(): void {
    isOver = true
    cancel()
  }

  async function writeAll(): Promise<void> {
    await writing
    // Gives each line its text.
    log?.lines()
    while (await write());
  }

  return {
    onPhase(event) {
      if (phases.length < MOST_PHASES) phases.push(event)
    },
    follow(followed) {
      log = followed
      arm()
    },
    stop,
    async end() {
      stop()
      const written = new AbortController()
      const all = writeAll().finally(() => written.abort())
      await Promise.race([all, sleep(clock, LAST_WRITE_TIMEOUT, written.signal)])
    },
  }
}
