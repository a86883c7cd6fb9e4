import { serverUrl } from '../../../core/definition/fields/server-address.ts'
import { parseMonitor } from '../../../core/definition/parse-monitor.ts'
import { runSentence } from '../../../core/history/views/run-sentence.ts'
import { type TestProgress, isOverdue, progressWords } from '../../../core/history/views/test-words.ts'
import { START_WITHIN } from '../../../core/run/asked-test.ts'
import { failedServer } from '../../../core/run/failed-server.ts'
import { currentRunId, isRunId, locationOf, runName, scheduledAtOf } from '../../../core/run/run-id.ts'
import type { LogLine, RunKey, RunResult } from '../../../core/run/run.ts'
import type { EpochMs, Millis } from '../../../core/time/units.ts'
import { type RowSources, sourceOfRow } from '../../monitors/source-of-row.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PhaseEvent } from '../../ports/dialogue.ts'
import type { MonitorStore } from '../../ports/monitor-store.ts'
import type { AskedTestStore } from '../../ports/stores/asked-tests.ts'
import type { LiveNewsStore } from '../../ports/stores/live-news.ts'
import type { OpenRunStore } from '../../ports/stores/open-runs.ts'
import type { ResultStore } from '../../ports/stores/run-results.ts'

/** A run while it is made, from being asked for to its result. */
export interface TestNow extends RunKey {
  /** As `inbox/20260105T120000Z_eu-west-1_on-demand_0123456789ab`. */
  ref: string
  location: string
  /** When it was asked for. */
  askedAt: EpochMs
  /** `not-started`: it is not made any more, unless its probe is very late. */
  state: 'waiting' | 'running' | 'done' | 'not-started'
  /** It should have begun by now, or whoever made it is gone. */
  overdue?: true
  /** How it goes, or what it came to, in one or two sentences. */
  sentence: string
  /** Given back as `after`, what follows comes next. */
  cursor: number
  /** Of the dialogues, since the cursor; for an hour. Of the run of scheduled ones there are none. */
  lines: readonly LogLine[]
  phases: readonly PhaseEvent[]
  /** While it runs: when it began, and when it stops waiting. */
  startedAt?: EpochMs
  until?: EpochMs
  /** Once it is done. */
  result?: RunResult
}

export interface TestNowPorts extends RowSources {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'find'>
  runs: AskedTestStore & LiveNewsStore & Pick<OpenRunStore, 'findOpen'> & Pick<ResultStore, 'findResult'>
}

/** What all states have. */
type Known = Omit<TestNow, 'state' | 'sentence'>

/**
 * How the run goes, asked at most once a second: the dialogues since `after` (a cursor that was given back;
 * default all). Reads the result, the claim, what is new, and the row where there is neither of the first or it
 * failed. `undefined`: there is no such run, and nobody has asked for one in the last hour.
 */
export async function testNow(
  { monitorId, runId }: RunKey,
  ports: TestNowPorts,
  after = 0,
): Promise<TestNow | undefined> {
  if (!isRunId(runId)) return undefined
  const key = { monitorId, runId: currentRunId(runId) }
  const { runs } = ports
  // The news last: what was new before the result stood, stands beside it.
  const [result, open] = await Promise.all([runs.findResult(key), runs.findOpen(key)])
  const known: Known = {
    ...key,
    ref: runName(key),
    location: locationOf(key.runId),
    askedAt: scheduledAtOf(key.runId) ?? 0,
    ...(await newsOf(key, runs, after)),
  }
  if (result) return doneTest(known, result, ports)
  const now = ports.clock.now()
  if (!open) return unstartedTest(known, now, ports)
  const { startedAt, deadline, until } = open
  const { location } = known
  const times = { lastedMs: now - startedAt, leftMs: deadline - now, isLeft: until <= now }
  return { ...known, startedAt, until: deadline, ...told({ state: 'running', location, ...times }) }
}

/** The dialogues since `after`, as whoever watches is told of them. */
export async function newsOf(
  run: RunKey,
  runs: Pick<LiveNewsStore, 'findLive'>,
  after: number,
): Promise<Pick<TestNow, 'cursor' | 'lines' | 'phases'>> {
  const news = await runs.findLive(run, after)
  return {
    cursor: news.at(-1)?.number ?? after,
    lines: news.flatMap(({ lines }) => lines),
    phases: news.flatMap(({ phases }) => phases),
  }
}

async function doneTest(known: Known, result: RunResult, ports: TestNowPorts): Promise<TestNow> {
  const server = result.outcome === 'failed' ? await serverOf(result, ports) : undefined
  return { ...known, state: 'done', sentence: runSentence(result, server), result }
}

/** As `pop3s://mail.example.com:995`, by the definition as it stands. */
async function serverOf({ monitorId, phase }: RunResult, ports: TestNowPorts): Promise<string | undefined> {
  const row = await ports.monitors.find(monitorId)
  const parsed = row && parseMonitor(row.definition, sourceOfRow(row, ports))
  const server = parsed?.ok ? failedServer(phase, parsed.monitor) : undefined
  return server && serverUrl(server)
}

async function unstartedTest(known: Known, now: EpochMs, ports: TestNowPorts): Promise<TestNow | undefined> {
  const { monitorId, runId, location, askedAt } = known
  const tests = await ports.runs.findTests(monitorId)
  if (!tests?.asked.some((one) => one.runId === runId)) return undefined
  if (!(await ports.monitors.find(monitorId))) {
    return { ...known, ...told({ state: 'not-started', location, why: 'removed' }) }
  }
  return { ...known, ...told(unstarted(location, now - askedAt)) }
}

/** Asked for so long ago, and not begun. */
export function unstarted(location: string, waitedMs: Millis): TestProgress {
  return waitedMs < START_WITHIN
    ? { state: 'waiting', location, waitedMs }
    : { state: 'not-started', location, why: 'no-answer' }
}

/** What whoever watches is told of it. */
export function told(progress: TestProgress) {
  const overdue = isOverdue(progress)
  return { state: progress.state, ...(overdue && { overdue }), sentence: progressWords(progress) }
}
