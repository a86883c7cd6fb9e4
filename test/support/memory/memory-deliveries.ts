import type { DeliveryStore } from '../../../shared/app/ports/stores/deliveries.ts'
import { type Delivery, isSettled } from '../../../shared/core/judging/delivery.ts'
import { copied } from './copied.ts'

/** `DeliveryStore` without a database, and without expiry; held to the same contract as the DynamoDB adapter. */
export function memoryDeliveries(kept = new Map<string, Delivery>()): DeliveryStore {
  const keyOf = ({ alertId, destinationId }: Delivery) => `${alertId}#${destinationId}`
  const all = () => [...kept.values()].map((one) => copied(one))
  return {
    addDelivery(delivery) {
      if (!kept.has(keyOf(delivery))) kept.set(keyOf(delivery), copied(delivery))
      return Promise.resolve()
    },
    putDelivery(delivery) {
      const stands = kept.get(keyOf(delivery))?.version === delivery.version - 1
      if (stands) kept.set(keyOf(delivery), copied(delivery))
      return Promise.resolve(stands)
    },
    waitingDeliveries: () =>
      Promise.resolve(
        all()
          .filter((one) => !isSettled(one))
          .sort((a, b) => a.queuedAt - b.queuedAt),
      ),
    deliveriesOf: (alertId) => Promise.resolve(all().filter((one) => one.alertId === alertId)),
  }
}
