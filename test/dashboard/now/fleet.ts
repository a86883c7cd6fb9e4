import type { MonitorNow, Overview } from '../../../dashboard/api/answers.ts'

/** A monitor that is up, as the API tells it. */
export function monitor(monitorId: string, change: Partial<MonitorNow> = {}): MonitorNow {
  return {
    monitorId,
    name: monitorId,
    tags: [],
    managedBy: 'table',
    health: 'up',
    marks: [],
    failingAt: [],
    hours: Array.from({ length: 48 }, () => 1 as const),
    hoursFrom: '2026-11-22T19:00:00.000Z',
    lastRuns: {},
    lastGood: {},
    problems: [],
    ...change,
  }
}

/** Those that are down together are the groups. */
export function overview(
  monitors: readonly MonitorNow[],
  ...groups: readonly (readonly string[])[]
): Overview {
  return {
    at: '2026-11-24T18:00:00.000Z',
    sentence: '',
    clauses: [],
    counts: { down: 0, slow: 0, unknown: 0, maintenance: 0, paused: 0, up: 0, attention: 0 },
    groups: groups.map((monitorIds) => ({
      monitorIds: [...monitorIds],
      words: `${monitorIds.length} are down`,
    })),
    monitors: [...monitors],
  }
}
