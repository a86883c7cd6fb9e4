import { MINUTE, type Millis } from '../../core/time/units.ts'
import { type Check, type StorePorts, problem } from './check.ts'

/** The watchdog looks each minute; a run that does not end it starts again for ten. */
const LATEST: Millis = 15 * MINUTE
const MOST = 100

/**
 * Whether the watchdog does its passes: whatever is due leaves the index of due items once it was seen to. That
 * it runs at all is what the alarm `watchdog-not-running` is for.
 */
export const watchdog: Check<StorePorts> = {
  name: 'watchdog',
  of: 'what the watchdog has to do',
  async look({ runs, clock }) {
    const overdue = await runs.due(clock.now() - LATEST, MOST + 1)
    if (overdue.length === 0) return []
    const count = overdue.length > MOST ? `more than ${MOST} items` : counted(overdue.length)
    return [
      problem(
        `The watchdog has not seen to ${count} for ${LATEST / MINUTE} minutes.`,
        'Runs that crashed are not started again, alerts that could not be sent are not repeated, and silence is not told.',
        'See "watchdog-not-running" and "overdue-items" in docs/operations.md; the log of the function says what failed.',
      ),
    ]
  },
}

function counted(count: number): string {
  return count === 1 ? 'one item' : `${count} items`
}
