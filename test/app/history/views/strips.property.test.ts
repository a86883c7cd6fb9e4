import fc from 'fast-check'
import { expect, test } from 'vitest'

import { strips } from '../../../../shared/app/history/views/strips.ts'
import { overview } from '../../../../shared/app/history/views/overview.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../../shared/core/time/iso-day.ts'
import { DAY, HOUR } from '../../../../shared/core/time/units.ts'
import { arbitraryResult } from '../../../support/alerts/arbitrary-results.ts'
import { past } from '../../../support/worlds/past.ts'
import { randomCases } from '../../../support/thorough.ts'

const START = Date.parse('2026-02-26')
const NOW = START + 3 * DAY + 7 * HOUR

const histories = fc.uniqueArray(
  fc
    .nat({ max: 3 })
    .chain((day) => arbitraryResult(isoDayOf(START + day * DAY)))
    // None is started in a window, and one that no failure waits for is in no state.
    .filter(({ trigger, maintenance }) => trigger !== 'recheck' || !maintenance),
  { selector: ({ runId }) => runId, maxLength: 120 },
)

/** The cell of one hour, by its runs: in the order in which one thing hides another; untried ones are nothing. */
function plainly(runs: readonly RunResult[]): number {
  const made = runs.filter(({ trigger }) => trigger !== 'on-demand')
  const counted = made.filter(
    ({ trigger, maintenance, tried }) => trigger === 'schedule' && !maintenance && tried !== false,
  )
  const isOk = ({ status, warnings }: RunResult) => status === 0 || warnings.includes('recheck-passed')
  const failed = counted.filter((run) => !isOk(run) && run.status !== 90).length
  const ok = counted.filter(isOk)
  if (failed > 0) {
    const percent = (100 * failed) / (failed + ok.length)
    return 3 + [2, 10, 50, 99.99].filter((most) => percent > most).length
  }
  if (ok.length > 0) return ok.some(({ outcome, slow }) => outcome === 'delivered' && slow) ? 2 : 1
  if (counted.length > 0) return 10
  return made.some(({ maintenance }) => maintenance) ? 8 : 0
}

test('whatever the history, an hour is what its runs came to, in strips and in the overview', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (results) => {
      const known = results.filter(({ scheduledAt }) => scheduledAt <= NOW)
      const { ports } = await past({ now: NOW, results: known })
      const question = { monitorIds: ['inbox'], by: 'hour' as const, count: 3 * 24 + 8 }
      const { strips: made, starts } = await strips(question, ports)
      const expected = starts.map((start) => {
        return plainly(known.filter(({ scheduledAt }) => scheduledAt >= start && scheduledAt < start + HOUR))
      })
      expect(made.inbox?.map(({ cell }) => cell)).toEqual(expected)
      const [monitor] = (await overview(ports)).monitors
      expect(monitor?.hours.slice(-8)).toEqual(expected.slice(-8))
    }),
    { numRuns: randomCases(60, 8) },
  )
})
