import { type TestNow, testNow } from '../../../shared/app/history/views/test-now.ts'
import { sleep } from '../../../shared/app/concurrency/timing.ts'
import type { TestRun } from '../../../shared/app/run/start-test.ts'
import type { RunKey } from '../../../shared/core/run/run.ts'
import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import type { Viewing } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { clockTime } from '../../terminal/clock-words.ts'
import { type Output, NOWHERE } from '../../terminal/output.ts'
import { type CheckProgress, checkProgress } from '../check/check-progress.ts'
import { logLines } from '../../../shared/core/wording/words/log-lines.ts'
import type { OwnProbe } from './own-probe.ts'

const POLL_INTERVAL: Millis = SECOND

interface Following {
  viewing: Viewing
  surroundings: Surroundings
  json: boolean
  own: OwnProbe | undefined
}

/** Shows the run as it goes, until it is over; `undefined`: Ctrl-C came before. */
export async function followTest(run: TestRun, following: Following): Promise<TestNow | undefined> {
  const { surroundings, viewing, own } = following
  const stop = new AbortController()
  void surroundings.stopped().then(() => stop.abort())
  own?.over().catch(() => stop.abort())
  const progress = checkProgress(outputOf(following), surroundings.clock, {
    heading: headingOf(run, viewing),
    timeoutSeconds: run.timeoutMs / SECOND,
  })
  const last = await watched(run, following, teller(progress), stop.signal)
  progress.finish(last?.result?.phases ?? { smtp: {}, mailbox: {} })
  if (stop.signal.aborted) own?.stop()
  await own?.over()
  return last
}

/** The last look, once the test is over. */
async function watched(
  run: RunKey,
  { viewing: { ports, opened }, surroundings: { clock } }: Following,
  show: (now: TestNow) => void,
  signal: AbortSignal,
): Promise<TestNow | undefined> {
  let cursor = 0
  while (!signal.aborted) {
    const now = await testNow(run, { ...ports, runs: opened.runs }, cursor)
    if (!now) throw new Error(`the test ${run.runId} is not known any more`)
    show(now)
    if (now.state === 'done' || now.state === 'not-started') return now
    cursor = now.cursor
    await sleep(clock, POLL_INTERVAL, signal)
  }
  return undefined
}

/** Dialogues and phases as they come, and once what is out of the ordinary. */
function teller({ print, onPhase }: CheckProgress): (now: TestNow) => void {
  let said = ''
  return ({ state, overdue = false, sentence, lines, phases }) => {
    const saying = `${state} ${overdue}`
    if (overdue && saying !== said) print(`  ${sentence}`)
    said = saying
    for (const line of logLines(lines)) print(line)
    for (const phase of phases) onPhase(phase)
  }
}

function headingOf({ kind, ref, location, askedAt, maintenanceUntil }: TestRun, { zone }: Viewing): string {
  return [
    kind === 'joined' ? `${ref}, asked for at ${clockTime(askedAt, zone)}` : ref,
    `at ${location}`,
    ...(maintenanceUntil === undefined ? [] : [`in maintenance until ${clockTime(maintenanceUntil, zone)}`]),
  ].join(', ')
}

/** With `--json` a person is told on standard error. */
function outputOf({ json, surroundings: { out, err } }: Following): Output {
  if (!json) return out
  return err.isTerminal ? err : NOWHERE
}
