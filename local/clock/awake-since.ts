import type { Clock } from '../../shared/app/ports/clock.ts'
import { type EpochMs, MINUTE, type Millis } from '../../shared/core/time/units.ts'

/**
 * A longer gap between two looks, which come each minute, means that the machine slept or its clock was set.
 */
const NO_SLEEP: Millis = 3 * MINUTE

/**
 * Tells, asked once a minute, since when this machine has been awake without a break: nobody but the machine
 * itself is to blame for results that did not come before.
 */
export function awakeSince(clock: Pick<Clock, 'now'>): () => EpochMs {
  let since = clock.now()
  let last = since
  return () => {
    const now = clock.now()
    if (now < last || now - last > NO_SLEEP) since = now
    last = now
    return since
  }
}
