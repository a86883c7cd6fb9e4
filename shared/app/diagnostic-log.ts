import type { LogLine, LogSide } from '../core/run.ts'
import type { PhaseName, PhaseTimes, Side } from '../core/phases.ts'
import { redactor } from '../core/redact.ts'
import { tameLine } from '../core/tame.ts'
import type { Millis } from '../core/units.ts'
import type { Clock } from './ports.ts'

/** Most lines of one run; the first half and the end of it survive, the middle becomes one line that counts it. */
const MAX_LINES = 1000

/**
 * One session's part of the diagnostic log and its phase times. Adapters write to it what they say and hear, when they
 * say and hear it; secrets are replaced and hostile bytes tamed in the same step.
 */
export interface Dialogue {
  readonly side: Side
  readonly phase: PhaseName
  /** Ms by phase of this session; a phase entered twice adds up. */
  readonly times: PhaseTimes
  client(text: string): void
  server(text: string): void
  note(text: string): void
  /** The text without any hidden secret, one tame line: for what goes into evidence. */
  safe(text: string): string
  /** Runs `work` as this phase; its time counts whether it succeeds or throws. */
  during<T>(phase: PhaseName, work: () => Promise<T>): Promise<T>
}

export interface DiagnosticLog {
  /** From now on every spelling of this secret is replaced by a mark; lines that stand already are not. */
  hide(secret: string): void
  /** The text without any hidden secret, one tame line of at most 500 characters. Pass it whole: half a secret is not found. */
  safe(text: string): string
  dialogue(side: Side): Dialogue
  /** A remark on the run itself. */
  note(text: string): void
  /** At most 1000. */
  lines(): readonly LogLine[]
}

export function diagnosticLog(clock: Clock): DiagnosticLog {
  const startMs = clock.monotonicMs()
  const head: LogLine[] = []
  const tail: LogLine[] = []
  let dropped = 0
  const redact = redactor()

  const safe = (text: string) => tameLine(redact.apply(text))

  function write(dialogue: LogLine['dialogue'], side: LogSide, phase: string, text: string): void {
    const line = { atMs: roundMs(clock.monotonicMs() - startMs), dialogue, side, phase, text: safe(text) }
    if (head.length < MAX_LINES / 2) head.push(line)
    else {
      tail.push(line)
      if (tail.length > MAX_LINES / 2) {
        tail.shift()
        dropped += 1
      }
    }
  }

  return {
    hide: redact.hide,
    safe,
    note: (text) => write('run', 'note', '', text),
    lines() {
      if (dropped === 0) return [...head, ...tail]
      // One more makes room for the line that says so.
      const [first, ...rest] = tail
      const atMs = first?.atMs ?? 0
      const text = `${String(dropped + 1)} lines left out`
      return [...head, { atMs, dialogue: 'run', side: 'note', phase: '', text }, ...rest]
    },
    dialogue: (side) => sessionDialogue(side, clock, write, safe),
  }
}

function sessionDialogue(
  side: Side,
  clock: Clock,
  write: (dialogue: Side, side: LogSide, phase: string, text: string) => void,
  safe: (text: string) => string,
): Dialogue {
  const times: PhaseTimes = {}
  let current: PhaseName = 'resolve'
  return {
    side,
    get phase() {
      return current
    },
    times,
    client: (text) => write(side, 'client', current, text),
    server: (text) => write(side, 'server', current, text),
    note: (text) => write(side, 'note', current, text),
    safe,
    async during(phase, work) {
      current = phase
      const start = clock.monotonicMs()
      try {
        return await work()
      } finally {
        times[phase] = roundMs((times[phase] ?? 0) + clock.monotonicMs() - start)
      }
    },
  }
}

/** Hundredths of a ms: finer than any network, short enough to read. */
function roundMs(ms: Millis): Millis {
  return Math.round(ms * 100) / 100
}
