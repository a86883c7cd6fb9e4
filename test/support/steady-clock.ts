import { performance } from 'node:perf_hooks'

import { type FakeClock, fakeClock } from './fake-clock.ts'

/** Ms of the machine between two steps, at the least. */
const BEAT_MS = 5
/** What this clock goes on by for each ms without anything to do. */
const SPEED = 3
/** In ms of this clock. A step may be longer where the machine's own clock went on by more meanwhile. */
const [SHORTEST_STEP, LONGEST_STEP] = [1, 15]
/**
 * A step that comes later than this, in ms of the machine, was kept from coming: others have the processors. The
 * workers of one `npm test`, one more than there are cores, hold each other up for less.
 */
const LATE_MS = 12 * BEAT_MS
/** The longest one then, in ms of this clock: what is on its way to a socket may be kept from coming too. */
const LONGEST_LATE_STEP = 4

/**
 * A clock for runs over real sockets, which goes on by itself until it is stopped: only while this process
 * has nothing to do, and then three times as fast as the machine's. A busy machine makes no answer late,
 * since whoever is kept from answering is kept from counting too.
 */
export function steadyClock(): FakeClock & { stop(): void } {
  const clock = fakeClock(Date.now())
  let beat: NodeJS.Timeout | undefined
  let before = performance.eventLoopUtilization()
  const step = async () => {
    const { idle } = performance.eventLoopUtilization(before)
    before = performance.eventLoopUtilization()
    const longest = idle > LATE_MS ? LONGEST_LATE_STEP : Math.max(LONGEST_STEP, idle)
    await clock.advance(Math.min(SHORTEST_STEP + SPEED * idle, longest))
    if (beat) go()
  }
  const go = () => void (beat = setTimeout(() => void step(), BEAT_MS))
  go()
  return Object.assign(clock, {
    stop() {
      clearTimeout(beat)
      beat = undefined
    },
  })
}
