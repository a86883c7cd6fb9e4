import { type Condition, conditionOf } from '../../core/definition/condition.ts'
import type { Problem } from '../../core/definition/monitor.ts'
import { UNTIL_RESUMED } from '../../core/definition/paused.ts'
import { type TestRefusal, refusalWords } from '../../core/history/views/test-words.ts'
import { runKeyOf } from '../../core/identity/run-key.ts'
import { maintenanceAt } from '../../core/maintenance/maintenance-at.ts'
import {
  type AskedTest,
  START_WITHIN,
  USUALLY_STARTED,
  noTests,
  underWayUntil,
  withTest,
  withoutTest,
} from '../../core/run/asked-test.ts'
import { runName } from '../../core/run/run-id.ts'
import type { RunKey, RunRequest } from '../../core/run/run.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import { sourceOfRow } from '../monitors/source-of-row.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { RulesPorts } from '../ports/run-ports.ts'
import { NotStarted, type RunStarter } from '../ports/run-starter.ts'
import type { AskedTestStore } from '../ports/stores/asked-tests.ts'
import type { OpenRunStore } from '../ports/stores/open-runs.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import { changeStored } from '../store/change-stored.ts'
import { type AskablePlaces, askedLocation } from './asked-location.ts'

export interface TestAsked {
  /** Tells this wish from others: the same again is the same run. 1 to 64 letters, digits, `_` and `-`. */
  requestId: string
  /** `home`, or a name as in results; absent: the monitor's first that has a probe, else home. */
  location?: string
  /** In whose time a pause is told; default UTC. */
  zone?: string
  /** Refused so soon after the last test of the monitor, unless it is that one; default 0. */
  spacingMs?: Millis
}

export interface StartTestPorts extends RulesPorts, Pick<AskablePlaces, 'locations'> {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'find'>
  runs: RulesPorts['runs'] & AskedTestStore & Pick<OpenRunStore, 'findOpen'> & Pick<ResultStore, 'findResult'>
  starter: RunStarter
}

export type StartedTest =
  | TestRun
  | { kind: 'no-monitor'; monitorId: string }
  /** `message`: why, in one sentence that says what to do; `mistakes` has them all. */
  | { kind: 'refused'; refusal: TestRefusal; message: string; problems?: readonly Problem[] }
  /** Nobody could be asked to make the run; `message` is one sentence. */
  | { kind: 'not-started'; reason: NotStarted['reason']; message: string }

export interface TestRun extends RunKey {
  /** `joined`: one was under way already, perhaps at another location. */
  kind: 'started' | 'joined'
  /** As `inbox/20260105T120000Z_eu-west-1_on-demand_0123456789ab`. */
  ref: string
  location: string
  askedAt: EpochMs
  timeoutMs: Millis
  /** It is made in a maintenance window, which ends then. */
  maintenanceUntil?: EpochMs
  /** Of the row as it stands; the definition before them is tested. */
  problems: readonly Problem[]
}

/**
 * Starts a run of the monitor where it runs, and does not wait for it: `testNow` tells how it goes. One at a
 * time: while one is under way, whoever asks joins it. Stored and listed, judged for nothing. Throws what a
 * store or the starter throws; then no test stands, and it may be called again.
 */
export async function startTest(
  monitorId: string,
  asked: TestAsked,
  ports: StartTestPorts,
): Promise<StartedTest> {
  const row = await ports.monitors.find(monitorId)
  if (!row) return { kind: 'no-monitor', monitorId }
  const { parsed, criteria } = await rulesInForce(row, ports)
  const now = ports.clock.now()
  const condition = conditionOf(row.definition, sourceOfRow(row, ports), now, ports)
  const location = askedLocation(asked.location, parsed.ok ? parsed.monitor : undefined, ports)
  const refuse = (refusal: TestRefusal) => {
    const message = refusalWords(refusal, { now, zone: asked.zone ?? 'UTC' })
    return { kind: 'refused', refusal, message } as const
  }
  const refusal = refusalOf(condition, location, ports.locations)
  if (refusal) return refuse(refusal)
  if (!parsed.ok) {
    const { problems } = parsed
    return { ...refuse({ kind: 'mistakes', mistakes: problems.length }), problems }
  }
  const timeoutMs = parsed.monitor.timeoutSeconds * SECOND
  const place = await takePlace(monitorId, { ...asked, location }, timeoutMs, ports)
  if ('until' in place) return refuse({ kind: 'too-soon', until: place.until })
  try {
    await seeToStart(monitorId, place, ports)
  } catch (error) {
    if (place.isOurs) await giveUp(monitorId, place.test, ports)
    if (!(error instanceof NotStarted)) throw error
    return { kind: 'not-started', reason: error.reason, message: error.message }
  }
  const { runId, askedAt } = place.test
  const window = maintenanceAt(criteria.maintenance ?? [], ports.clock.now())
  return {
    kind: place.test.requestId === asked.requestId ? 'started' : 'joined',
    monitorId,
    runId,
    ref: runName({ monitorId, runId }),
    location: place.test.location,
    askedAt,
    timeoutMs,
    ...(window && { maintenanceUntil: window.until }),
    problems: condition.problems,
  }
}

function refusalOf(
  { kind, pausedUntil }: Condition,
  location: string,
  locations: readonly string[],
): TestRefusal | undefined {
  if (!locations.includes(location)) return { kind: 'no-location', location, locations }
  if (kind === 'disabled') return { kind }
  if (kind === 'enabled') return undefined
  const ends = pausedUntil !== undefined && pausedUntil < Date.parse(UNTIL_RESUMED)
  return { kind, ...(ends && { until: pausedUntil }) }
}

interface Place {
  test: AskedTest
  /** Taken by this call. */
  isOurs: boolean
}

/**
 * The test that this request is or joins; else a new one, noted down before anybody is asked to make it. Where it
 * comes too soon, until when.
 */
function takePlace(
  monitorId: string,
  { requestId, location, spacingMs = 0 }: TestAsked & { location: string },
  timeoutMs: Millis,
  ports: StartTestPorts,
): Promise<Place | { until: EpochMs }> {
  return changeStored(`the tests of monitor ${monitorId}`, async () => {
    const tests = (await ports.runs.findTests(monitorId)) ?? noTests(monitorId)
    const same = tests.asked.find((one) => one.requestId === requestId)
    const last = tests.asked.at(-1)
    const standing = same ?? (last && !(await isOver(monitorId, last, ports)) ? last : undefined)
    if (standing) return { test: standing, isOurs: false }
    const askedAt = ports.clock.now()
    const until = (last?.askedAt ?? -Infinity) + spacingMs
    if (until > askedAt) return { until }
    const { runId } = runKeyOf(requestOf(monitorId, { location, requestId, askedAt }))
    const test = { runId, location, requestId, askedAt, until: underWayUntil(askedAt, timeoutMs) }
    return (await ports.runs.putTests(withTest(tests, test))) ? { test, isOurs: true } : undefined
  })
}

async function isOver(monitorId: string, test: AskedTest, { runs, clock }: StartTestPorts): Promise<boolean> {
  const run = { monitorId, runId: test.runId }
  const now = clock.now()
  if (test.until <= now || (await runs.findResult(run))) return true
  return now - test.askedAt >= START_WITHIN && !(await runs.findOpen(run))
}

/** Who asked first may have ended before it asked the probe: the same run is then asked for again. */
async function seeToStart(monitorId: string, { test, isOurs }: Place, ports: StartTestPorts): Promise<void> {
  const { runs, clock, starter } = ports
  const run = { monitorId, runId: test.runId }
  const isWanted = () => {
    const waitedMs = clock.now() - test.askedAt
    return waitedMs >= USUALLY_STARTED && waitedMs < START_WITHIN
  }
  if (!isOurs && (!isWanted() || (await runs.findOpen(run)) || (await runs.findResult(run)))) return
  await starter.start(requestOf(monitorId, test))
}

/** Nobody else need wait for it. */
async function giveUp(monitorId: string, test: AskedTest, { runs }: StartTestPorts): Promise<void> {
  await changeStored(`the tests of monitor ${monitorId}`, async () => {
    const tests = (await runs.findTests(monitorId)) ?? noTests(monitorId)
    return (await runs.putTests(withoutTest(tests, test))) || undefined
  })
}

function requestOf(
  monitorId: string,
  { location, requestId, askedAt }: Pick<AskedTest, 'location' | 'requestId' | 'askedAt'>,
): RunRequest {
  return { monitorId, location, scheduledAt: askedAt, trigger: 'on-demand', requestId }
}
