import type { LogLine, LogSide } from '../core/run.ts'
import type { PhaseName, PhaseTimes, Side } from '../core/phases.ts'
import { redactor } from '../core/redact.ts'
import { tameLine } from '../core/tame.ts'
import type { Millis } from '../core/units.ts'
import type { Clock } from './ports.ts'

/** Most lines of one run; the first half and the end of it survive, the middle becomes one line that counts it. */
const MAX_LINES = 1000

/** What whoever watches a run is told of it while it is under way: a phase of one session has begun or is over. */
export interface PhaseEvent {
  side: Side
  /** 1 for the first session of its side, counting up. */
  session: number
  phase: PhaseName
  /** `broken-off`: it ended by an error, which may be that it was told to stop. */
  state: 'begun' | 'ended' | 'broken-off'
  /** Ms spent in this phase of this session so far; a phase entered twice adds up. */
  ms: Millis
}

/** Must return at once and never throw: the run goes through it. */
export type PhaseListener = (event: PhaseEvent) => void

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
  /** As `DiagnosticLog.hide`: for what an adapter derives from a secret, as the digest of a challenge. */
  hide(secret: string): void
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

export function diagnosticLog(clock: Clock, onPhase: PhaseListener = ignore): DiagnosticLog {
  const startMs = clock.monotonicMs()
  const head: LogLine[] = []
  const tail: LogLine[] = []
  let dropped = 0
  const redact = redactor()
  const sessions = { smtp: 0, mailbox: 0 }

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
    dialogue(side) {
      sessions[side] += 1
      const session = sessions[side]
      const tell: PhaseTeller = (phase, state, ms) => onPhase({ side, session, phase, state, ms })
      return sessionDialogue(side, clock, write, { hide: redact.hide, safe }, tell)
    },
  }
}

type PhaseTeller = (phase: PhaseName, state: PhaseEvent['state'], ms: Millis) => void

function sessionDialogue(
  side: Side,
  clock: Clock,
  write: (dialogue: Side, side: LogSide, phase: string, text: string) => void,
  secrets: Pick<Dialogue, 'hide' | 'safe'>,
  tell: PhaseTeller,
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
    ...secrets,
    async during(phase, work) {
      current = phase
      const start = clock.monotonicMs()
      let state: PhaseEvent['state'] = 'broken-off'
      tell(phase, 'begun', times[phase] ?? 0)
      try {
        const done = await work()
        state = 'ended'
        return done
      } finally {
        const ms = roundMs((times[phase] ?? 0) + clock.monotonicMs() - start)
        times[phase] = ms
        tell(phase, state, ms)
      }
    },
  }
}

/** Hundredths of a ms: finer than any network, short enough to read. */
function roundMs(ms: Millis): Millis {
  return Math.round(ms * 100) / 100
}

function ignore(): void {
  // Nobody watches.
}
