const MINUTES_A_DAY = 24 * 60

/** Messages in 24 hours that an account may send while it is in the sandbox of SES (SES Developer Guide, "Service quotas"). */
export const SANDBOX_DAILY_MESSAGES = 200

/**
 * Test messages of one monitor in 24 hours: one for each scheduled run at each of its locations, or at those whose
 * turn it is. Rechecks come on top.
 */
export function messagesADay(
  {
    intervalMinutes,
    locationMode,
    locationsPerRun = 1,
  }: { intervalMinutes: number; locationMode: 'all' | 'rotate'; locationsPerRun?: number },
  locations: number,
): number {
  const atOnce = locationMode === 'rotate' ? Math.min(locationsPerRun, locations) : locations
  return (MINUTES_A_DAY / intervalMinutes) * atOnce
}
