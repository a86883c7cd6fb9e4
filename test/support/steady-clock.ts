import { type FakeClock, fakeClock } from './fake-clock.ts'

/** Ms of the machine between two steps, at the least. */
const BEAT_MS = 5
/** Ms of this clock in a step. */
const STEP_MS = 15

/**
 * A clock for runs over real sockets, which goes on by itself until it is stopped: three times as fast as the machine's while there is
 * nothing to do, and slower the more there is. A busy machine makes no answer late, since whoever is kept from answering is kept
 * from counting too.
 */
export function steadyClock(): FakeClock & { stop(): void } {
  const clock = fakeClock(Date.now())
  let beat: NodeJS.Timeout | undefined
  const go = () => {
    beat = setTimeout(() => void clock.advance(STEP_MS).then(() => beat && go()), BEAT_MS)
  }
  go()
  return Object.assign(clock, {
    stop() {
      clearTimeout(beat)
      beat = undefined
    },
  })
}
