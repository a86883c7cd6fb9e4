import { contentId } from '../identity/content-id.ts'
import type { MonitorAlert } from './state.ts'
import type { EpochMs } from '../time/units.ts'

/** Whose state owes a test alert that is of no monitor; no monitor's id holds a `#`. */
export const TEST_MONITOR_ID = '#alert-test'

/** A test alert for each topic. `token` makes it another one each time. */
export function testAlerts(
  monitorId: string,
  topics: readonly string[],
  { token, now }: { token: string; now: EpochMs },
): MonitorAlert[] {
  return topics.map((topic) => ({
    alertId: contentId(monitorId, 'test', token, topic),
    transition: 'test',
    topic,
    createdAt: now,
    monitorId,
    since: now,
  }))
}
