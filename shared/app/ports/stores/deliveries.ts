import type { Delivery } from '../../../core/judging/delivery.ts'

/** Alerts on their way to destinations that this machine itself brings them to; each is kept for 10 days. */
export interface DeliveryStore {
  /** Unless this alert was queued for this destination before. */
  addDelivery(delivery: Delivery): Promise<void>
  /** Puts it if the stored version is `delivery.version - 1`. */
  putDelivery(delivery: Delivery): Promise<boolean>
  /** All that are neither delivered nor abandoned, those first that were queued first. */
  waitingDeliveries(): Promise<Delivery[]>
  /** Of this alert, by destination. */
  deliveriesOf(alertId: string): Promise<Delivery[]>
}
