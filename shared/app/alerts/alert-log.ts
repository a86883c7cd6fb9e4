import type { LogLine } from '../../core/run/run.ts'
import type { OwedAlert, Transition } from '../../core/judging/state.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { RunLogStore } from '../ports/stores/run-logs.ts'

/** Alerts that quote the dialogue. */
const QUOTING: readonly Transition[] = ['opened', 'repeated', 'inconclusive']
/** An alert waits no longer for the log: it says enough without. */
const LOG_READ_TIMEOUT: Millis = 5 * SECOND

/**
 * The diagnostic log of the run behind an alert that quotes it; `undefined` where there is none, or where it
 * cannot be read soon.
 */
export function alertLog(
  alert: OwedAlert,
  { runs, clock }: { runs: RunLogStore; clock: Clock },
): Promise<readonly LogLine[] | undefined> {
  if (!('run' in alert) || !QUOTING.includes(alert.transition)) return Promise.resolve(undefined)
  const { run } = alert
  return new Promise((resolve) => {
    const giveUp = clock.after(LOG_READ_TIMEOUT, () => resolve(undefined))
    const reading = runs.findLog(run).catch(() => undefined)
    void reading.then(resolve).finally(giveUp)
  })
}
