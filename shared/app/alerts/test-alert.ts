import { ALERT_TOPIC } from '../../core/definition/built-in-topics.ts'
import type { MonitorAlert, MonitorState } from '../../core/judging/state.ts'
import { TEST_MONITOR_ID, testAlerts } from '../../core/judging/test-alert.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { withdrawOwed } from './outbox.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { RulesPorts } from '../ports/run-ports.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import type { RowSources } from '../monitors/source-of-row.ts'
import { updateState } from '../store/update-state.ts'
import { sleep } from '../concurrency/timing.ts'

/** Two passes of the watchdog, and half a minute for what holds one up. */
export const TEST_ALERT_TIMEOUT: Millis = 150 * SECOND
const LOOK: Millis = 2 * SECOND

export interface TestAlertPorts extends RowSources {
  clock: Clock
  ids: Ids
  runs: StateStore & RulesPorts['runs']
  monitors: Pick<MonitorStore, 'find'>
}

export interface TestAlertRequest {
  /** Absent: the test is of no monitor. */
  monitorId?: string
  /**
   * Absent: the topics that the monitor's policies tell of errors, or the stack's alert topic where the test
   * is of none.
   */
  topic?: string
  /** The topics that there are; absent: nobody here knows. */
  topics?: readonly string[]
}

export type TestAlertRefusal =
  | { kind: 'no-monitor'; monitorId: string }
  | { kind: 'tells-nobody'; monitorId: string }
  | { kind: 'no-topic'; topic: string; topics: readonly string[] }

export interface OwedTests {
  kind: 'owed'
  /** Whose state owes them. */
  monitorId: string
  alerts: readonly MonitorAlert[]
}

/**
 * `nobody-came`: whoever publishes alerts did not look. `not-published`: it was tried, and failed.
 * `under-way`: it is being tried now.
 */
export type NotSent = 'nobody-came' | 'not-published' | 'under-way'

/**
 * Owes a test alert to each topic, where every alert is owed: whoever publishes those publishes it. It is no
 * run and no news of the monitor, so that nothing else changes.
 */
export async function oweTests(
  { monitorId, topic, topics: known }: TestAlertRequest,
  ports: TestAlertPorts,
): Promise<OwedTests | TestAlertRefusal> {
  const { clock, ids, runs } = ports
  const topics = await topicsOf(monitorId, topic, ports)
  if (!Array.isArray(topics)) return topics
  const missing = topics.find((one) => known && !known.includes(one))
  if (known && missing !== undefined) return { kind: 'no-topic', topic: missing, topics: known }
  const owing = monitorId ?? TEST_MONITOR_ID
  const alerts = testAlerts(owing, topics, { token: ids.token(), now: clock.now() })
  await updateState(owing, runs, (state) => ({ ...state, owed: [...state.owed, ...alerts] }))
  return { kind: 'owed', monitorId: owing, alerts }
}

async function topicsOf(
  monitorId: string | undefined,
  topic: string | undefined,
  ports: TestAlertPorts,
): Promise<string[] | Exclude<TestAlertRefusal, { kind: 'no-topic' }>> {
  if (monitorId === undefined) return [topic ?? ALERT_TOPIC]
  const row = await ports.monitors.find(monitorId)
  if (!row) return { kind: 'no-monitor', monitorId }
  if (topic !== undefined) return [topic]
  const { policies } = (await rulesInForce(row, ports)).criteria
  const telling = policies.filter(({ onError }) => onError)
  return telling.length > 0
    ? [...new Set(telling.map((policy) => policy.topic))]
    : { kind: 'tells-nobody', monitorId }
}

/**
 * Waits until each of them was published, and says so as it happens. What was not published in 150 s is taken
 * back, so that it surprises nobody later, and is answered with why; one that is being published just then
 * cannot be, and may arrive yet.
 */
export async function awaitTests(
  { monitorId, alerts }: OwedTests,
  ports: Pick<TestAlertPorts, 'clock' | 'runs'>,
  onSent: (alert: MonitorAlert) => void,
): Promise<ReadonlyMap<MonitorAlert, NotSent>> {
  const { clock, runs } = ports
  const never = new AbortController().signal
  const until = clock.monotonicMs() + TEST_ALERT_TIMEOUT
  let waiting = alerts

  async function look(): Promise<MonitorState | undefined> {
    const state = await runs.findState(monitorId)
    const isSent = ({ alertId }: MonitorAlert) => state?.toldIds.includes(alertId) ?? false
    waiting.filter(isSent).forEach(onSent)
    waiting = waiting.filter((alert) => !isSent(alert))
    return state
  }

  let state = await look()
  while (waiting.length > 0 && clock.monotonicMs() < until) {
    await sleep(clock, LOOK, never)
    state = await look()
  }
  if (waiting.length === 0) return new Map()
  await withdrawOwed(monitorId, waiting, ports)
  const tried = new Set(state?.owed.flatMap(({ alertId, claimedUntil }) => (claimedUntil ? [alertId] : [])))
  const left = new Set((await look())?.owed.map(({ alertId }) => alertId))
  return new Map(
    waiting.map((alert): [MonitorAlert, NotSent] => {
      if (left.has(alert.alertId)) return [alert, 'under-way']
      return [alert, tried.has(alert.alertId) ? 'not-published' : 'nobody-came']
    }),
  )
}
