import { styleText } from 'node:util'

import type { Clock } from '../../shared/app/ports/clock.ts'
import type { HandledRun } from '../../shared/app/run/handle-run.ts'
import type { AlertMessage } from '../../shared/core/wording/alert-message.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { type EpochMs, type Millis, SECOND } from '../../shared/core/time/units.ts'
import { span } from '../../shared/core/wording/words/figures.ts'
import { firstOf } from '../../shared/core/wording/words/first-of.ts'
import type { NextRun } from '../clock/run-clock.ts'
import { type Line, type SaidBefore, type Tone, runLines } from './run-lines.ts'
import { statusLine } from './status-line.ts'

/** What the local mode says to whoever started it. */
export interface ConsoleReport {
  /** Whether a person looks at it: else it may be a log that others read. */
  isTerminal: boolean
  /** What runs, where its data lies, how to stop it. */
  header(facts: readonly (readonly [string, string])[]): void
  /** A run is under way from now on, until `run` tells what it came to. */
  begun(request: RunRequest): void
  run(request: RunRequest, handled: HandledRun): void
  /** It ended without a verdict: something threw. */
  ended(request: RunRequest): void
  alert(message: AlertMessage): void
  next(next: NextRun): void
  note(text: string): void
  /** The last word: no line is drawn anew after it. */
  close(text: string): void
  problem(error: unknown): void
}

/** A place to write to, and whether a person with a colour terminal looks at it. */
export interface Screen {
  write(text: string): void
  isTerminal: boolean
}

const STYLES = {
  plain: undefined,
  faint: 'dim',
  good: 'green',
  bad: 'red',
  odd: 'yellow',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0] | undefined>

/** Most errors named on one line: the one that was thrown, and what caused it. */
const CAUSES = 3

/**
 * Writes the report as text; on a terminal in colour, with a last line that counts the seconds until the next
 * run, or since those under way began.
 */
export function consoleReport(screen: Screen, clock: Pick<Clock, 'now' | 'after'>): ConsoleReport {
  const status = statusLine(screen.write, (text) => paint(faint(text)), clock)
  const underWay = new Map<RunRequest, EpochMs>()
  const failing = new Map<string, { failures: number; reason?: string | undefined }>()
  const alerted = new Set<string>()

  function print(lines: readonly Line[]): void {
    status.print(lines.map((line) => `${paint(line)}\n`).join(''))
  }

  function paint({ tone, text }: Line): string {
    // Ids and names come from rows that are typed by hand too.
    const tamed = tameLine(text, Infinity)
    const style = STYLES[tone]
    return screen.isTerminal && style ? styleText(style, tamed, { validateStream: false }) : tamed
  }

  /** Only a terminal has a line that can be taken back. */
  function show(words: (now: EpochMs) => string): void {
    if (screen.isTerminal) status.show(words)
  }

  function end(request: RunRequest): void {
    underWay.delete(request)
    if (underWay.size === 0) status.show(undefined)
  }

  function saidBefore({ monitorId }: RunRequest): SaidBefore {
    const alert = alerted.delete(monitorId)
    return { failures: 0, ...failing.get(monitorId), alerted: alert }
  }

  function remember({ monitorId }: RunRequest, handled: HandledRun): void {
    if (handled.kind !== 'recorded' || !handled.fresh) return
    const { status: number, reason } = handled.result
    if (number === 0) failing.delete(monitorId)
    else failing.set(monitorId, { failures: (failing.get(monitorId)?.failures ?? 0) + 1, reason })
  }

  return {
    isTerminal: screen.isTerminal,
    header(facts) {
      const width = Math.max(...facts.map(([name]) => name.length))
      print([
        { tone: 'plain', text: 'Roundtrip on this machine. Ctrl-C stops it.' },
        ...facts.map(([name, text]) => faint(`  ${name.padEnd(width)}  ${text}`)),
        { tone: 'plain', text: '' },
      ])
    },
    begun(request) {
      underWay.set(request, clock.now())
      show((now) => underWayWords(underWay, now))
    },
    run(request, handled) {
      end(request)
      print(runLines(request, handled, saidBefore(request)))
      remember(request, handled)
    },
    ended: end,
    alert(message) {
      const rule = '='.repeat(78)
      const body = message.text.trimEnd().split('\n')
      print(
        [rule, `ALERT  ${message.subject}`, '', ...body, rule].map((text) => ({
          tone: toneOf(message),
          text: text === rule ? rule : `  ${text}`.trimEnd(),
        })),
      )
      const { monitorId } = message.attributes
      if (typeof monitorId === 'string') alerted.add(monitorId)
    },
    next: ({ at, monitorIds }) =>
      show((now) => `next run in ${inSeconds(at - now)} (${firstOf(monitorIds)})`),
    note: (text) => print([{ tone: 'plain', text }]),
    close(text) {
      status.show(undefined)
      print([{ tone: 'plain', text }])
    },
    problem: (error) => print([{ tone: 'bad', text: `problem: ${sentenceOf(error)}` }]),
  }
}

function underWayWords(underWay: ReadonlyMap<RunRequest, EpochMs>, now: EpochMs): string {
  const ids = [...underWay.keys()].map(({ monitorId }) => monitorId)
  return `testing ${firstOf(ids)} … ${inSeconds(now - Math.min(...underWay.values()))}`
}

function inSeconds(ms: Millis): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND))
  return seconds < 60 ? `${seconds} s` : span(seconds * SECOND)
}

function toneOf({ attributes: { severity } }: AlertMessage): Tone {
  if (severity === 'info') return 'good'
  return severity === 'warning' ? 'odd' : 'bad'
}

/** The error and its causes as one line, without their stacks. */
export function sentenceOf(error: unknown): string {
  const messages: string[] = []
  let cause: unknown = error
  while (cause instanceof Error && messages.length < CAUSES) {
    messages.push(cause.message || cause.name)
    cause = cause.cause
  }
  if (messages.length === 0)
    messages.push(typeof cause === 'string' ? cause : 'something that is no error was thrown')
  return messages.join(': ')
}

function faint(text: string): Line {
  return { tone: 'faint', text }
}
