import type { DiagnosticLog, Dialogue, PhaseEvent, PhaseListener } from '../ports/dialogue.ts'
import type { LogLine, LogSide } from '../../core/run/run.ts'
import type { PhaseName, PhaseTimes, Side } from '../../core/time/phases.ts'
import { redactor } from '../../core/redaction/redact.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import type { Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'

/**
 * Most lines of one run; the first half and the end of it survive, the middle becomes one line that counts
 * it.
 */
const MAX_LINES = 1000

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
    note: (text, on) => write(on?.side ?? 'run', 'note', on?.phase ?? '', text),
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
