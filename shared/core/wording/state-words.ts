import type { OwedAlert, Transition } from '../judging/state.ts'

/** The state that the monitor is in by this alert, in words that stand out in a list of mails. */
export const STATE_WORDS = {
  opened: 'DOWN',
  repeated: 'STILL DOWN',
  resolved: 'RECOVERED',
  removed: 'NO LONGER WATCHED',
  slow: 'SLOW',
  'no-longer-slow': 'NORMAL AGAIN',
  inconclusive: 'NOT TESTED',
  misconfigured: 'MISCONFIGURED',
  silent: 'SILENT',
  heard: 'HEARD AGAIN',
  test: 'TEST',
} as const satisfies Record<Transition, string>

/** Said of an alert that a later version coined. */
export const UNKNOWN_KIND = 'a kind of alert that this version does not know'

/** Said instead where runs fail and pass by turns. */
const FLAPPING_WORDS: Partial<Record<Transition, string>> = {
  opened: 'FLAPPING',
  repeated: 'STILL FLAPPING',
}

export function stateOf(alert: OwedAlert): string {
  const flapping = 'incident' in alert && alert.incident.flapping === true
  return (flapping ? FLAPPING_WORDS[alert.transition] : undefined) ?? stateWords(alert.transition)
}

/** An alert that a later version coined, which runs elsewhere during an upgrade, is called by its own word. */
export function stateWords(transition: Transition): string {
  return Object.hasOwn(STATE_WORDS, transition)
    ? STATE_WORDS[transition]
    : transition.replaceAll('-', ' ').toUpperCase()
}
