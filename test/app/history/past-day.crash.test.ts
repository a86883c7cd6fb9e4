import { describe, expect, test } from 'vitest'

import { remakeDay } from '../../../shared/app/history/past-days.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { dayOf } from '../../../shared/core/history/day.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { type CallName, type Fault, processUnderTest } from '../../support/processes/process-under-test.ts'
import { type RunWorld, handle, runWorld } from '../../support/worlds/run-world.ts'
import { minutes, probing } from '../../support/worlds/watched-world.ts'
import { someOf } from '../../support/thorough.ts'

const YESTERDAY = '2026-01-05'
const MIDNIGHT = Date.parse(YESTERDAY) + DAY

const WRITES = ['runs.putResult', 'runs.putDay', 'runs.putSummary', 'runs.dropOpen']
const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

const { calls } = await takenOver()

describe('a run of yesterday that is taken over once its day was made', () => {
  test('is in its day, and that in its summary, before its claim is dropped', () => {
    const names = calls.map((call) => call.replace(/ #.*/, ''))
    expect(names.filter((name) => WRITES.includes(name))).toEqual(WRITES)
  })

  describe.each(faults)('by a process that %s', (fault) => {
    test.each(someOf(calls, 3 * faults.length, faults.indexOf(fault)))(
      '%s, is in its day and summary in the end',
      async (at) => {
        const { world, process } = await takenOver({ at, fault })
        expect(process.calls, 'the fault struck').toContain(at)
        await minutes(world, 5, { starter: probing(world) })
        const [day] = await world.runs.findDays('inbox', YESTERDAY, YESTERDAY)
        const results = await world.runs.resultsOfDay('inbox', YESTERDAY)
        expect(results).toHaveLength(2)
        expect(day).toEqual(dayOf('inbox', YESTERDAY, results, day?.version))
        const inconclusive = results.filter(({ status }) => status === 90).length
        expect((await world.runs.findSummary('inbox'))?.months).toMatchObject({
          '2026-01': { runs: 2 - inconclusive, ok: 1 },
        })
      },
    )
  })
})

/** A good run, one at five to midnight whose process dies once its message is sent, and who takes that over. */
async function takenOver(plan?: { at: CallName; fault: Fault }) {
  const world = await runWorld()
  await handle(world)
  await atFiveToMidnight(world)
  await world.clock.advance(MIDNIGHT + 30 * MINUTE - world.clock.now())
  await remakeDay('inbox', YESTERDAY, world.ports)
  await world.clock.advance(10 * MINUTE)

  const process = processUnderTest(world.ports, plan)
  await world.clock.runUntil(
    Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined),
  )
  return { world, process, calls: process.calls }
}

async function atFiveToMidnight(world: RunWorld): Promise<void> {
  const scheduledAt = MIDNIGHT - 5 * MINUTE
  await world.clock.advance(scheduledAt - world.clock.now())
  world.request = { ...world.request, scheduledAt }
  world.mail.transitMs = Infinity
  const dying = processUnderTest(world.ports, { at: 'runs.putLog #1', fault: 'dies before' })
  await world.clock.runUntil(
    Promise.race([handleRun(world.request, dying.ports), dying.death]).catch(() => undefined),
  )
}
