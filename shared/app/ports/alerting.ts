import type { AlertMessage } from '../../core/wording/alert-message.ts'

export interface AlertPublisher {
  /**
   * Publishes once, with no retry of its own, within 10 s, and answers what the message is called where it is
   * published; throws when it did not get the answer.
   */
  publish(message: AlertMessage): Promise<{ messageId?: string }>
}

/** Somebody whom this machine itself tells of the alerts of a topic. */
export interface AlertDestination {
  /** The same at every start, and other than every other one's; it says nothing of the destination. */
  id: string
  /** What people call it, as `postmaster@example.com` or `https://hooks.example.com/…`: nothing secret. */
  name: string
  /**
   * Tells once, within 20 s. Throws an error with a sentence for people, tamed, where it is not known that the
   * destination has it.
   */
  tell(alert: DestinedAlert, signal: AbortSignal): Promise<void>
}

/** An alert as destinations get it. */
export type DestinedAlert = Pick<AlertMessage, 'alertId' | 'subject' | 'text' | 'json'>

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
