import { EventEmitter } from 'node:events'

import { localMode } from '../../../local/local-mode.ts'
import { stopSignals } from '../../../shared/adapters/stop-signals.ts'
import { fastClock } from '../../local/fast-clock.ts'
import { type Resident, answer, givenInput, residentNow } from '../../support/processes/process-report.ts'

export interface LocalRuns {
  /** Arguments of `npm start`. */
  args: readonly string[]
  env: Readonly<Record<string, string>>
  runs: number
  /** Runs from one measurement to the next. */
  measureEach: number
}

export interface LocalRunsReport {
  /** After each so many. */
  resident: ({ runs: number } & Resident)[]
  /** Runs that were not delivered, as they were told. */
  failed: string[]
}

/** Only waits between runs are skipped: what a run waits for comes no sooner on a slow machine. */
const SPEED = 1

const { args, env, runs, measureEach } = (await givenInput()) as LocalRuns
const clock = fastClock(Date.parse('2026-01-05T12:00:00Z'), SPEED)
const signals = new EventEmitter()
const report: LocalRunsReport = { resident: [], failed: [] }
let made = 0

process.exitCode = await localMode(args, {
  screen: { write: (text) => text.split('\n').forEach(heard), isTerminal: false },
  complain: (text) => void process.stderr.write(text),
  env,
  clock,
  signals: stopSignals(signals, clock, () => undefined),
  idle: () => void setImmediate(() => clock.skip()),
})
answer(report)

function heard(line: string): void {
  if (!/^\d\d:\d\d:\d\d /.test(line)) return
  if (!/ {2}OK {2}/.test(line)) report.failed.push(line)
  made += 1
  if (made % measureEach === 0) report.resident.push({ runs: made, ...residentNow() })
  if (made === runs) signals.emit('SIGTERM')
}
