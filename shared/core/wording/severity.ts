import type { Transition } from '../judging/state.ts'

/** How much an alert matters: whether somebody should get up, look when they come in, or may know. */
export type Severity = 'critical' | 'warning' | 'info'

/** What subscriptions route by: every alert of one kind matters alike. */
export const SEVERITY = {
  opened: 'critical',
  repeated: 'critical',
  silent: 'critical',
  slow: 'warning',
  inconclusive: 'warning',
  misconfigured: 'warning',
  resolved: 'info',
  removed: 'info',
  'no-longer-slow': 'info',
  heard: 'info',
  test: 'info',
} as const satisfies Record<Transition, Severity>

/** Of an alert that a later version coined, which runs elsewhere during an upgrade: `warning`. */
export function severityOf(transition: Transition): Severity {
  return Object.hasOwn(SEVERITY, transition) ? SEVERITY[transition] : 'warning'
}
