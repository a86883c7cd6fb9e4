/** An alert in its wordings, ready to publish. */
export interface AlertMessage {
  alertId: string
  /** A topic's name from the settings. */
  topic: string
  /** Printable ASCII without line breaks, fewer than 100 characters (SNS API, Publish). */
  subject: string
  /** Plain text of many lines, for email. */
  text: string
  /**
   * One part of GSM-7, at most 140 characters; it ends with `#` and the first 8 characters of the alertId.
   */
  sms: string
  /** `roundtrip.alert/1`, compact: for whatever is a program. */
  json: string
  /**
   * What subscriptions filter on: monitorId, status, reason (`ok` where the run passed; the transition where
   * no run stands behind it), location, transition, severity, tags.
   */
  attributes: Readonly<Record<string, string | readonly string[]>>
}

/** Where the page lies that has an entry for each kind of alert, unless the settings say where else. */
export const RUNBOOK = 'docs/operations.md'
