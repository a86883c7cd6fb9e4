const MINUTES_A_DAY = 24 * 60

/** Messages in 24 hours that an account may send while it is in the sandbox of SES (SES Developer Guide, "Service quotas"). */
export const SANDBOX_DAILY_MESSAGES = 200

/** Test messages of one monitor in 24 hours: one for each scheduled run at each of its locations. Rechecks come on top. */
export function messagesADay({ intervalMinutes }: { intervalMinutes: number }, locations: number): number {
  return (MINUTES_A_DAY / intervalMinutes) * locations
}
