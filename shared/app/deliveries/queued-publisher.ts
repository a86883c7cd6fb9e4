import { ALERT_TOPIC } from '../../core/definition/built-in-topics.ts'
import type { Delivery } from '../../core/judging/delivery.ts'
import type { AlertMessage } from '../../core/wording/alert-message.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { AlertDestination, AlertPublisher } from '../ports/alerting.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeliveryStore } from '../ports/stores/deliveries.ts'

export type Destinations = ReadonlyMap<string, readonly AlertDestination[]>

export interface QueuePorts {
  clock: Pick<Clock, 'now'>
  deliveries: Pick<DeliveryStore, 'addDelivery'>
}

/**
 * Topics of this machine: an alert is published once it is stored for each destination of its topic; whoever
 * delivers takes it from there, so that a destination which is away holds up neither the others nor what is
 * owed. Published again, it is stored once. An alert for a topic that there is not goes to `alerts`.
 */
export function queuedPublisher(
  destinations: Destinations,
  { clock, deliveries }: QueuePorts,
): AlertPublisher {
  let last: EpochMs = 0
  return {
    async publish(message) {
      const { topic } = message
      // One instant for each, so that the order in which they were published can be told.
      const queuedAt = (last = Math.max(clock.now(), last + 1))
      for (const destination of destinations.get(topic) ?? destinations.get(ALERT_TOPIC) ?? [])
        await deliveries.addDelivery({ ...queued(message, destination), queuedAt, tryAt: clock.now() })
      return {}
    },
  }
}

function queued(message: AlertMessage, { id, name }: AlertDestination): Omit<Delivery, 'queuedAt' | 'tryAt'> {
  const { alertId, topic, subject, text, json, attributes } = message
  const { monitorId = [], transition } = attributes
  const isTest = transition === 'test'
  return {
    alertId,
    destinationId: id,
    destination: name,
    topic,
    lines: isTest ? [alertId] : [monitorId].flat(),
    ...(isTest && { isTest: true }),
    subject,
    text,
    json,
    version: 1,
    tries: 0,
  }
}
