import type { DiagnosticLog, Dialogue, PhaseEvent, PhaseListener } from '../ports/dialogue.ts'
import type { LogLine, LogSide } from '../../core/run/run.ts'
import type { PhaseName, PhaseTimes, Side } from '../../core/time/phases.ts'
import { redactor } from '../../core/redaction/redact.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import { knownWords } from '../../core/redaction/vocabulary.ts'
import type { Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import { type HeardLines, heardLines } from './heard-lines.ts'
import { type RunSecrets, isLogin, runSecrets } from './run-secrets.ts'
import { untakenLines } from './untaken-lines.ts'

/**
 * Most lines of one run, more than 65 looks make; the first half and the end of it survive, the middle
 * becomes one line that counts it.
 */
const MAX_LINES = 2000

export function diagnosticLog(clock: Clock, onPhase: PhaseListener = ignore): DiagnosticLog {
  const startMs = clock.monotonicMs()
  const head: LogLine[] = []
  const tail: LogLine[] = []
  let dropped = 0
  const known = knownWords()
  const redact = redactor(known)
  const secrets = runSecrets(known)
  const sessions = { smtp: 0, mailbox: 0 }
  const opened: HeardLines[] = []
  const untaken = untakenLines()

  const safe = (text: string) => tameLine(redact.apply(text))

  function hide(secret: string): void {
    redact.hide(secret)
    secrets.hide(secret)
  }

  function write(dialogue: LogLine['dialogue'], side: LogSide, phase: string, text: string): LogLine {
    const line = { atMs: roundMs(clock.monotonicMs() - startMs), dialogue, side, phase, text }
    untaken.add(line)
    if (head.length < MAX_LINES / 2) head.push(line)
    else {
      tail.push(line)
      if (tail.length > MAX_LINES / 2) {
        tail.shift()
        dropped += 1
      }
    }
    return line
  }

  return {
    hide,
    know: known.add,
    safe,
    note: (text, on) => void write(on?.side ?? 'run', 'note', on?.phase ?? '', safe(text)),
    lines() {
      for (const heard of opened) heard.settle()
      if (dropped === 0) return [...head, ...tail]
      // One more makes room for the line that says so.
      const [first, ...rest] = tail
      const atMs = first?.atMs ?? 0
      const text = `${String(dropped + 1)} lines left out`
      return [...head, { atMs, dialogue: 'run', side: 'note', phase: '', text }, ...rest]
    },
    takeNews() {
      for (const heard of opened) heard.settleIfQuiet()
      return untaken.take((line) => !opened.some((heard) => heard.isWaiting(line)))
    },
    dialogue(side) {
      sessions[side] += 1
      const session = sessions[side]
      const tell: PhaseTeller = (phase, state, ms) => onPhase({ side, session, phase, state, ms })
      return sessionDialogue(side, clock, { write, safe, hide, secrets, opened }, tell)
    },
  }
}

type PhaseTeller = (phase: PhaseName, state: PhaseEvent['state'], ms: Millis) => void

interface Log extends Pick<DiagnosticLog, 'hide' | 'safe'> {
  write(dialogue: Side, side: LogSide, phase: string, text: string): LogLine
  secrets: RunSecrets
  /** What was heard in each session. */
  opened: HeardLines[]
}

function sessionDialogue(
  side: Side,
  clock: Clock,
  { write, safe, hide, secrets, opened }: Log,
  tell: PhaseTeller,
): Dialogue {
  const times: PhaseTimes = {}
  let current: PhaseName = 'resolve'
  let isSecured = false
  const heard = heardLines(() => secrets.hearing(side, current, isSecured))
  opened.push(heard)

  function hear(from: LogSide, text: string): void {
    heard.hear(text, write(side, from, current, ''))
  }

  return {
    side,
    get phase() {
      return current
    },
    times,
    client(text, sent) {
      // What was heard before could not know what is said now.
      if (sent !== undefined && secrets.isNews(side, sent, isSecured)) heard.settle()
      if (sent !== undefined) secrets.say(side, sent, isSecured)
      write(side, 'client', current, safe(text))
    },
    server: (text) => hear('server', text),
    quote: (text) => hear('note', text),
    note: (text) => void write(side, 'note', current, safe(text)),
    counted: (text, from) => void write(side, from ?? 'note', current, text),
    secured() {
      heard.settle()
      isSecured = true
    },
    hide,
    safe: heard.safe,
    get isTold() {
      return secrets.isTold(side)
    },
    beginLook() {
      delete times.search
      delete times.retrieve
      delete times.delete
    },
    async during(phase, work) {
      if (isLogin(phase) !== isLogin(current)) heard.settle()
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
