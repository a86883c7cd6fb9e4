import { type TestNow, type TestNowPorts, testNow } from '../../../shared/app/history/views/test-now.ts'
import { sleep } from '../../../shared/app/concurrency/timing.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { RunKey } from '../../../shared/core/run/run.ts'
import { type Millis, SECOND } from '../../../shared/core/time/units.ts'

const POLL_INTERVAL: Millis = SECOND

/**
 * Looks at the test once a second until it is over, and hands on each look. Answers the last one; `undefined`
 * where the signal fired before, or nobody knows of the run any more.
 */
export async function watchTest(
  run: RunKey,
  ports: TestNowPorts & { clock: Clock },
  { show, signal }: { show: (now: TestNow) => void; signal: AbortSignal },
): Promise<TestNow | undefined> {
  let cursor = 0
  while (!signal.aborted) {
    const now = await testNow(run, ports, cursor)
    if (!now) return undefined
    show(now)
    if (now.state === 'done' || now.state === 'not-started') return now
    cursor = now.cursor
    await sleep(ports.clock, POLL_INTERVAL, signal)
  }
  return undefined
}
