import type { AlertMessage } from '../../core/wording/alert-message.ts'

export interface AlertPublisher {
  /**
   * Publishes once, with no retry of its own, within 10 s, and answers what the message is called where it is
   * published; throws when it did not get the answer.
   */
  publish(message: AlertMessage): Promise<{ messageId?: string }>
}

/** Tells somebody outside that the watchdog is alive. Throws when that was not heard. */
export interface Heartbeat {
  beat(): Promise<void>
}

/**
 * How many subscribers of the stack's topics have not confirmed, or are gone, of those that the settings
 * name.
 */
export interface Subscriptions {
  unconfirmed(): Promise<number>
}
