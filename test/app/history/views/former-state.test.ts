import { expect, test } from 'vitest'

import { monitorView } from '../../../../shared/app/history/views/monitor.ts'
import { overview } from '../../../../shared/app/history/views/overview.ts'
import { MINUTE } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'

/** As states were before they held hours and last runs. */
async function formerPast(now = NOON + 2 * MINUTE) {
  const results = [deliveredResult({ scheduledAt: NOON - 10 * MINUTE }), lostResult()]
  const { ports, runs } = await past({ now, results })
  const state = await runs.findState('inbox')
  if (!state) throw new Error('no state')
  const former = { recentHours: {}, lastRuns: {}, lastGood: {} }
  await runs.putState({ ...state, ...former, version: state.version + 1 }, undefined)
  return ports
}

test('a monitor whose state is from before last runs shows those of its newest results', async () => {
  expect(await monitorView('inbox', await formerPast())).toMatchObject({
    lastRuns: { local: { status: 2, finishedAt: lostResult().finishedAt } },
    lastGoodRun: { roundTripMs: deliveredResult().roundTripMs },
    reason: 'message-not-delivered',
  })
})

test('in the overview its last run is when that was scheduled, and it has run', async () => {
  const { monitors } = await overview(await formerPast())
  expect(monitors[0]).toMatchObject({ health: 'down', lastRunAt: NOON })
})

test('where no result comes any more, neither says that it has not run', async () => {
  const ports = await formerPast(NOON + 60 * MINUTE)
  const { monitors } = await overview(ports)
  expect(monitors[0]).toMatchObject({ lastRunAt: NOON })
  expect((await monitorView('inbox', ports))?.sentence).not.toContain('not run')
})
