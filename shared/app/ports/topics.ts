/** A topic of alerts, and who hears of what is told to it. */
export interface Topic {
  /** Its name from the settings. */
  name: string
  /** Absent: it cannot be told from here. */
  subscriptions?: readonly Subscription[]
}

export interface Subscription {
  /** As `email`, `https`, `sqs`. */
  protocol: string
  /** An address, a number, an ARN, or of a URL the host alone. */
  endpoint: string
  /** False: it was asked whether it wants to hear, and has not answered. */
  confirmed: boolean
  /** Why nothing is sent to it from here; absent: it is. */
  notSent?: string
}
