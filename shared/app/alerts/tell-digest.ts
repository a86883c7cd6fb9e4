import type { AlertMessage } from '../../core/wording/alert-message.ts'
import type { AlertedMonitor } from '../../core/wording/alert-wording.ts'
import type { MonitorState, OwedAlert } from '../../core/judging/state.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import { wordDigest } from '../../core/wording/digest.ts'
import { alertLog } from './alert-log.ts'
import { alertedMonitor } from './alerted-monitor.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import { type NotifyPorts, worded, wordingOptions } from './notify.ts'
import { isFree, leaseOwed, strikeTold } from './outbox.ts'

/** Outlasts a publish and the marks of hundreds of monitors, and has lapsed by the watchdog's next pass. */
const LEASE: Millis = 45 * SECOND
/** Each is a handful of calls. */
const AT_ONCE = 10

interface Leased {
  monitor: AlertedMonitor
  alerts: readonly OwedAlert[]
}

/**
 * Publishes the alerts of these monitors whose digest is due as one message, and only then strikes each.
 * They are leased first: what another is telling is left to it, and what a crash leaves behind is due
 * again when the lease lapses. Answers what went wrong; what was not published stays owed.
 */
export async function tellDigest(
  topic: string,
  monitorIds: Iterable<string>,
  ports: NotifyPorts,
): Promise<readonly Error[]> {
  const { clock } = ports
  const leased: Leased[] = []
  const leasesLapse = clock.now() + LEASE
  const unleased = await inParallel(monitorIds, AT_ONCE, async (monitorId) => {
    const monitor = alertedMonitor(monitorId, await ports.monitors.find(monitorId), ports)
    const due = (state: MonitorState, now: EpochMs) => dueFor(topic, state, now)
    const alerts = await leaseOwed(monitorId, due, LEASE, ports)
    if (alerts.length > 0) leased.push({ monitor, alerts })
  })
  const failures = Array.from(unleased, ([monitorId, cause]) => failure('claimed', monitorId, cause))
  if (leased.length === 0) return failures
  let published: { messageId?: string }
  try {
    const message = await messageOf(topic, leased, ports)
    if (clock.now() >= leasesLapse)
      return [...failures, new Error(`claiming the alerts for topic ${topic} took too long`)]
    published = await ports.publisher.publish(message)
  } catch (cause) {
    return [
      ...failures,
      new Error(`the digest for topic ${topic} was not published; its alerts stay owed`, { cause }),
    ]
  }
  const isDigest = leased.flatMap(({ alerts }) => alerts).length > 1
  const how = { ...published, ...(isDigest && { digest: true as const }) }
  const unmarked = await inParallel(leased, AT_ONCE, ({ monitor, alerts }) =>
    strikeTold(monitor.monitorId, alerts, how, ports),
  )
  return [
    ...failures,
    ...Array.from(unmarked, ([{ monitor }, cause]) => failure('struck', monitor.monitorId, cause)),
  ]
}

/** From the front of what the topic must hear, so that nothing of a monitor overtakes what came before. */
function dueFor(topic: string, { owed }: MonitorState, now: EpochMs): readonly OwedAlert[] {
  const ofTopic = owed.filter((one) => one.topic === topic && one.transition !== 'test')
  const notYet = ofTopic.findIndex((one) => (one.foldedUntil ?? Infinity) > now || !isFree(one, now))
  return notYet < 0 ? ofTopic : ofTopic.slice(0, notYet)
}

/** An alert that nothing was folded with is told in full. */
async function messageOf(
  topic: string,
  leased: readonly Leased[],
  ports: NotifyPorts,
): Promise<AlertMessage> {
  // In the order of names, not of answers: the same alerts always say the same.
  const folded = leased
    .toSorted((a, b) => (a.monitor.monitorId < b.monitor.monitorId ? -1 : 1))
    .flatMap(({ monitor, alerts }) => alerts.map((alert) => ({ alert, monitor })))
  const [first, ...more] = folded
  if (first && more.length === 0)
    return worded(first.alert, first.monitor, await alertLog(first.alert, ports), ports)
  return wordDigest(folded, topic, wordingOptions(ports))
}

function failure(what: string, monitorId: string, cause: unknown): Error {
  return new Error(`the folded alerts of ${monitorId} could not be ${what}`, { cause })
}
