import type { RunKey } from './run.ts'
import { type EpochMs, HOUR, MINUTE, type Millis, SECOND } from '../time/units.ts'

/** A test on demand that somebody asked for, and the run that it is. */
export interface AskedTest extends Pick<RunKey, 'runId'> {
  location: string
  requestId: string
  askedAt: EpochMs
  /** Its run is over by then, whatever becomes of it. */
  until: EpochMs
}

/** The tests of one monitor, the newest last: only that one can be under way. */
export interface AskedTests {
  monitorId: string
  version: number
  asked: readonly AskedTest[]
}

/** What one who only looks may ask for: a monitor so long after its last test, and so many tests an hour. */
export const VIEWER_SPACING: Millis = MINUTE
export const VIEWER_TESTS_AN_HOUR = 10

/** How long a test is remembered: asked for again with the same request id, it is the same run. */
export const REMEMBERED: Millis = HOUR
/** Most of one monitor that are remembered. */
const MOST_REMEMBERED = 10

/** A probe starts within this, or not at all: events to functions are kept no longer. */
export const START_WITHIN: Millis = 5 * MINUTE
/** A probe that has not started by then is worth a remark. */
export const USUALLY_STARTED: Millis = 10 * SECOND
/** What taking over, recording and telling may take after a run's deadline. */
const ENDING: Millis = 2 * MINUTE

export function noTests(monitorId: string): AskedTests {
  return { monitorId, version: 0, asked: [] }
}

/** The next version, with this test as the newest; what is too old is forgotten. */
export function withTest({ monitorId, version, asked }: AskedTests, test: AskedTest): AskedTests {
  const kept = asked.filter(({ askedAt }) => test.askedAt - askedAt < REMEMBERED)
  return { monitorId, version: version + 1, asked: [...kept, test].slice(-MOST_REMEMBERED) }
}

export function withoutTest({ monitorId, version, asked }: AskedTests, { runId }: AskedTest): AskedTests {
  return { monitorId, version: version + 1, asked: asked.filter((one) => one.runId !== runId) }
}

/** Until when a test may be under way that is asked for now. */
export function underWayUntil(askedAt: EpochMs, timeoutMs: Millis): EpochMs {
  return askedAt + START_WITHIN + timeoutMs + ENDING
}
