import type { PhaseTimes, Phases } from '../../../shared/core/time/phases.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import type { LogLine } from '../../api/answers.ts'

/** A line in its place on the axis. */
export interface Line extends LogLine {
  /** Its place in the log. */
  index: number
  /** Of its dialogue, counting from 1. */
  session: number
}

/** A phase of one session on the axis; `transit` stands beside the mailbox dialogue, and belongs to none. */
export interface PhaseSpan {
  /** As `smtp.tls`, `mailbox.search`, `transit`: alike in each session. */
  key: string
  /** As `tls`. */
  name: string
  lane: 'smtp' | 'mailbox'
  /** The first and the last line of the axis at which it was under way. */
  first: number
  last: number
  fromMs: Millis
  ms: Millis
  /** Nobody knows when it began: it was not measured, and is the first of its session. */
  isUnknown?: true
}

export interface Timeline {
  /** In their order in time. */
  lines: readonly Line[]
  spans: readonly PhaseSpan[]
}

/** What was measured, by phase; more exact than what the times of lines tell. */
export type Measured = Partial<Phases> & {
  /** The message was accepted, and not seen by the end. */
  isLost?: true
}

/** Both dialogues of a run on one axis, with the phases beside them. */
export function timeline(log: readonly LogLine[], measured: Measured = {}): Timeline {
  const sessions = { smtp: sessionCounter(), mailbox: sessionCounter() }
  const lines = log
    .map((line, index) => ({ ...line, index, session: 0 }))
    .sort((a, b) => a.atMs - b.atMs)
    .map((line) =>
      line.dialogue === 'run' ? line : { ...line, session: sessions[line.dialogue](line.phase) },
    )
  const spans = [...spansOf('smtp', lines, measured.smtp), ...spansOf('mailbox', lines, measured.mailbox)]
  const transit = transitOf(lines, spans, measured)
  return { lines, spans: transit ? [...spans, transit] : spans }
}

const OPENING = ['resolve', 'connect']

/** A session begins where a dialogue looks up the server or connects to it once more. */
function sessionCounter(): (phase: string) => number {
  let session = 0
  let before: string | undefined
  return (phase) => {
    if (before === undefined || (OPENING.includes(phase) && !OPENING.includes(before))) session += 1
    before = phase
    return session
  }
}

/** A phase begins where the one before it in its session ended: then it waits for its first line. */
function spansOf(lane: 'smtp' | 'mailbox', lines: readonly Line[], measured: PhaseTimes = {}): PhaseSpan[] {
  const spans: (PhaseSpan & { session: number })[] = []
  for (const [at, line] of lines.entries()) {
    if (line.dialogue !== lane || line.phase === '') continue
    const open = spans.at(-1)
    const isSame = open?.session === line.session
    if (open && isSame && open.name === line.phase) {
      Object.assign(open, { last: at, ms: line.atMs - open.fromMs })
      continue
    }
    const fromMs = open && isSame ? open.fromMs + open.ms : line.atMs
    spans.push({
      key: `${lane}.${line.phase}`,
      name: line.phase,
      lane,
      session: line.session,
      first: open && isSame ? Math.min(open.last + 1, at) : at,
      last: at,
      fromMs,
      ms: line.atMs - fromMs,
    })
  }
  return spans.map(({ session, ...span }) => {
    const ms = isMeasured({ ...span, session }, spans) ? measured[span.name as keyof PhaseTimes] : undefined
    if (ms !== undefined) return { ...span, ms }
    return span.ms === 0 ? { ...span, isUnknown: true as const } : span
  })
}

/** Of the mailbox the times of opening it are those of the first session; all others are of the last. */
function isMeasured(
  { name, lane, session }: PhaseSpan & { session: number },
  spans: readonly (PhaseSpan & { session: number })[],
): boolean {
  const same = spans.filter((one) => one.name === name).map((one) => one.session)
  const isOpening = lane === 'mailbox' && ['resolve', 'connect', 'greeting', 'tls', 'auth'].includes(name)
  return session === (isOpening ? Math.min(...same) : Math.max(...same))
}

/** From the end of sending until the message was found, or the run gave up, beside the looks for it. */
function transitOf(
  lines: readonly Line[],
  spans: readonly PhaseSpan[],
  { transit, isLost }: Measured,
): PhaseSpan | undefined {
  const sent = spans.findLast(({ key }) => key === 'smtp.submit')
  if (!sent) return undefined
  const fromMs = lines[sent.last]?.atMs ?? 0
  const found = spans.findLast(({ key }) => key === 'mailbox.retrieve')
  const last = isLost ? lines.length - 1 : (found?.first ?? 0)
  const ms = isLost ? (lines.at(-1)?.atMs ?? 0) - fromMs : transit
  if (ms === undefined || last <= sent.last) return undefined
  const name = isLost ? 'not seen' : 'transit'
  return { key: 'transit', name, lane: 'smtp', first: sent.last + 1, last, fromMs, ms }
}
