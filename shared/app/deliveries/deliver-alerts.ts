import {
  type Delivery,
  isTryDue,
  withAbandoned,
  withDelivered,
  withFailure,
  withTryBegun,
} from '../../core/judging/delivery.ts'
import type { Millis } from '../../core/time/units.ts'
import { SECOND } from '../../core/time/units.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import { alarm } from '../concurrency/timing.ts'
import type { AlertDestination } from '../ports/alerting.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeliveryStore } from '../ports/stores/deliveries.ts'

/** Destinations that are told at once; what one has to hear is told one by one. */
const AT_ONCE = 10
const TELL_TIMEOUT: Millis = 20 * SECOND

export interface DeliveryPorts {
  clock: Clock
  deliveries: Pick<DeliveryStore, 'putDelivery' | 'waitingDeliveries'>
  destinations: readonly AlertDestination[]
  /** Hears of each try as it ended. */
  tried(delivery: Delivery): void
}

/**
 * One pass over what waits: each destination hears the alerts of one monitor in their order, and after a try
 * that failed no other in this pass. Each try is claimed first, and noted after it: a crash between repeats it,
 * under the same alert id, and loses none. Throws what the store throws.
 */
export async function deliverAlerts(ports: DeliveryPorts, stop: AbortSignal): Promise<void> {
  const waiting = await ports.deliveries.waitingDeliveries()
  const queues = Map.groupBy(waiting, ({ destinationId }) => destinationId)
  const failures = await inParallel(queues.values(), AT_ONCE, (queue) => deliverQueue(queue, ports, stop))
  if (failures.size > 0) throw new AggregateError(failures.values(), 'alerts could not be delivered')
}

async function deliverQueue(
  queue: readonly Delivery[],
  ports: DeliveryPorts,
  stop: AbortSignal,
): Promise<void> {
  const held = new Set<string>()
  let isAway = false
  for (const delivery of queue) {
    const { lines, isTest } = delivery
    const mayGo = (!isAway || isTest) && !lines.some((line) => held.has(line)) && !stop.aborted
    const became = mayGo ? await deliver(delivery, ports, stop) : 'waits'
    if (became === 'failed') isAway = true
    if (became !== 'settled') for (const line of lines) held.add(line)
  }
}

async function deliver(
  delivery: Delivery,
  { clock, deliveries, destinations, tried }: DeliveryPorts,
  stop: AbortSignal,
): Promise<'settled' | 'failed' | 'waits'> {
  const destination = destinations.find(({ id }) => id === delivery.destinationId)
  if (!destination) {
    const gone = withAbandoned(delivery, 'it is no longer in the settings', clock.now())
    if (await deliveries.putDelivery(gone)) tried(gone)
    return 'settled'
  }
  if (!isTryDue(delivery, clock.now())) return 'waits'
  const begun = withTryBegun(delivery, clock.now())
  if (!(await deliveries.putDelivery(begun))) return 'waits'
  const problem = await tell(destination, begun, clock, stop)
  const ended =
    problem === undefined ? withDelivered(begun, clock.now()) : withFailure(begun, problem, clock.now())
  if (await deliveries.putDelivery(ended)) tried(ended)
  return problem === undefined ? 'settled' : 'failed'
}

/** Why the destination may not have it; `undefined`: it has. */
async function tell(
  destination: AlertDestination,
  delivery: Delivery,
  clock: Clock,
  stop: AbortSignal,
): Promise<string | undefined> {
  const { signal, disarm } = alarm(
    clock,
    TELL_TIMEOUT,
    new Error(`no answer within ${TELL_TIMEOUT / SECOND} s`),
  )
  try {
    await destination.tell(delivery, AbortSignal.any([signal, stop]))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    disarm()
  }
}
