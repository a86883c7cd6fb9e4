import { styleText } from 'node:util'

import type { HandledRun } from '../../shared/app/run/handle-run.ts'
import type { AlertMessage } from '../../shared/core/wording/alert-message.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { firstIds } from './header.ts'
import type { NextRun } from '../clock/run-clock.ts'
import { type Line, type Tone, runLines, timeOfDay } from './run-lines.ts'

/** What the local mode says to whoever started it. */
export interface ConsoleReport {
  /** What runs, where its data lies, how to stop it. */
  header(facts: readonly (readonly [string, string])[]): void
  run(request: RunRequest, handled: HandledRun): void
  alert(message: AlertMessage): void
  next(next: NextRun): void
  note(text: string): void
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

/** Writes the report as text; on a terminal in colour, the next run a last line that is written over. */
export function consoleReport(screen: Screen): ConsoleReport {
  let replaceable = false

  function print(lines: readonly Line[]): void {
    const text = lines.map((line) => `${paint(line)}\n`).join('')
    screen.write(replaceable ? `\r\x1b[2K${text}` : text)
    replaceable = false
  }

  function paint({ tone, text }: Line): string {
    // Ids and names come from rows that are typed by hand too.
    const tamed = tameLine(text, Infinity)
    const style = STYLES[tone]
    return screen.isTerminal && style ? styleText(style, tamed, { validateStream: false }) : tamed
  }

  return {
    header(facts) {
      const width = Math.max(...facts.map(([name]) => name.length))
      print([
        { tone: 'plain', text: 'Roundtrip on this machine. Ctrl-C stops it.' },
        ...facts.map(([name, text]) => faint(`  ${name.padEnd(width)}  ${text}`)),
        { tone: 'plain', text: '' },
      ])
    },
    run: (request, handled) => print(runLines(request, handled)),
    alert(message) {
      const rule = '='.repeat(78)
      const body = message.text.trimEnd().split('\n')
      print(
        [rule, `ALERT  ${message.subject}`, '', ...body, rule].map((text) => ({
          tone: toneOf(message),
          text: text === rule ? rule : `  ${text}`.trimEnd(),
        })),
      )
    },
    next({ at, monitorIds }) {
      const text = `next run at ${timeOfDay(at)} (${firstIds(monitorIds)})`
      if (!screen.isTerminal) {
        print([faint(text)])
        return
      }
      print([])
      screen.write(paint(faint(text)))
      replaceable = true
    },
    note: (text) => print([{ tone: 'plain', text }]),
    problem: (error) => print([{ tone: 'bad', text: `problem: ${sentenceOf(error)}` }]),
  }
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
