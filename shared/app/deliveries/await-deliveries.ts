import { type Delivery, isSettled } from '../../core/judging/delivery.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeliveryStore } from '../ports/stores/deliveries.ts'

/** Longer than one try may take, and the one before it at the same destination. */
export const DELIVERY_TIMEOUT: Millis = 45 * SECOND
const LOOK: Millis = SECOND

export interface AwaitPorts {
  clock: Clock
  deliveries: Pick<DeliveryStore, 'deliveriesOf'>
}

/** What became of this alert, by destination, once each is settled, or after 45 s; none: it had no destination. */
export async function awaitDeliveries(
  alertId: string,
  { clock, deliveries }: AwaitPorts,
): Promise<readonly Delivery[]> {
  const until = clock.monotonicMs() + DELIVERY_TIMEOUT
  for (;;) {
    const found = await deliveries.deliveriesOf(alertId)
    if (found.every(isSettled) || clock.monotonicMs() >= until) return found
    await sleep(clock, LOOK, new AbortController().signal)
  }
}
