import { describe, expect, test } from 'vitest'

import { abandonRun } from '../../../shared/app/run/abandon-run.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { meetingPoint } from '../../support/worlds/meeting-point.ts'
import {
  type CallName,
  type Fault,
  processUnderTest,
  withoutCount,
} from '../../support/processes/process-under-test.ts'
import { mayPublishTwice } from '../../support/worlds/publish-window.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { minutes, probing } from '../../support/worlds/watched-world.ts'
import { someOf } from '../../support/thorough.ts'

const WHY = 'EventBridge gave up: NO_PERMISSIONS'

/** How many runs before this one were given up too, and the alert that must follow. */
const scenarios = [
  { title: 'the first run that is given up', before: 0, alerts: [] },
  { title: 'the third run in a row that is given up', before: 2, alerts: ['inconclusive'] },
] as const

type Scenario = (typeof scenarios)[number]

const RECORDING = ['runs.claim', 'runs.putResult', 'runs.putState', 'runs.dropOpen']
const ALERTING = ['runs.putState', 'publisher.publish', 'runs.putState']

const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

const healings = [
  ['the queue', byQueue],
  ['the watchdog, then the queue', byWatchdogAndQueue],
] as const

for (const scenario of scenarios) {
  const calls = await callsOf(scenario)
  describe(scenario.title, () => {
    test('writes and publishes in the order of the design', () => {
      const changes = calls.map(withoutCount).filter((call) => [...RECORDING, ...ALERTING].includes(call))
      expect(changes).toEqual([...RECORDING, ...(scenario.alerts.length > 0 ? ALERTING : [])])
    })

    describe.each(healings)('healed by %s, a process', (healing, heal) => {
      const inTurn = healings.findIndex(([name]) => name === healing)

      describe.each(faults)('%s', (fault) => {
        test.each(someOf(calls, 5 * healings.length, inTurn))('%s', async (at) => {
          const world = await worldOf(scenario)
          const process = processUnderTest(world.ports, { at, fault })
          await world.clock.runUntil(
            Promise.race([abandon(world, process.ports), process.death]).catch(() => undefined),
          )
          expect(process.calls, 'the fault struck').toContain(at)
          await heal(world)
          await expectAllIsWell(world, scenario, mayPublishTwice({ at, fault, calls }))
        })
      })

      test.each(someOf(calls, 5 * healings.length, inTurn))(
        'freezes before %s, and thaws when all is done',
        async (at) => {
          const world = await worldOf(scenario)
          const { promise: thaw, resolve: wake } = Promise.withResolvers<undefined>()
          const process = processUnderTest(world.ports, { at, fault: 'freezes before', thaw })
          const sleeper = abandon(world, process.ports).catch(() => undefined)
          await heal(world)
          wake(undefined)
          await world.clock.runUntil(sleeper)
          await expectAllIsWell(world, scenario, mayPublishTwice({ at, fault: 'freezes before', calls }))
        },
      )
    })

    test.each(calls)('two at once meet at %s', async (at) => {
      const world = await worldOf(scenario)
      const met = meetingPoint(at)
      const both = [1, 2].map(() => {
        const process = processUnderTest(world.ports, undefined, met.arrive)
        return abandon(world, process.ports).finally(met.leave)
      })
      await world.clock.runUntil(Promise.all(both))
      await byQueue(world)
      await expectAllIsWell(world, scenario, false)
    })

    describe.each(['the letter', 'the run itself'])('%s comes first where both meet', (first) => {
      test.each(calls)('%s', async (at) => {
        const world = await worldOf(scenario)
        const met = meetingPoint(at)
        const letter = processUnderTest(world.ports, undefined, met.arrive)
        const run = processUnderTest(world.ports, undefined, met.arrive)
        const both = [() => abandon(world, letter.ports), () => handleRun(world.request, run.ports)]
        const inOrder = first === 'the letter' ? both : both.reverse()
        await world.clock.runUntil(Promise.all(inOrder.map((start) => start().finally(met.leave))))
        await byWatchdogAndQueue(world)
        await expectAllIsWell(world, scenario, false)
      })
    })
  })
}

function abandon(world: RunWorld, ports = world.ports) {
  return abandonRun(world.request, WHY, ports)
}

async function callsOf(scenario: Scenario): Promise<readonly CallName[]> {
  const world = await worldOf(scenario)
  const process = processUnderTest(world.ports)
  await world.clock.runUntil(abandon(world, process.ports))
  return process.calls
}

/** Five minutes after the time of a run that nobody began. */
async function worldOf({ before }: Scenario): Promise<RunWorld> {
  const world = await runWorld()
  const { request, clock } = world
  for (let n = before; n > 0; n -= 1) {
    const scheduledAt = request.scheduledAt - n * 10 * MINUTE
    await abandonRun({ ...request, scheduledAt }, WHY, world.ports)
  }
  await clock.advance(5 * MINUTE)
  return world
}

/** A letter that failed comes back when its visibility timeout is over. */
async function byQueue(world: RunWorld): Promise<void> {
  for (let again = 0; again < 2; again += 1) {
    await world.clock.advance(6 * MINUTE)
    await world.clock.runUntil(abandon(world))
  }
}

/** Every minute the watchdog starts what is past its time, and by then the probe may start again. */
async function byWatchdogAndQueue(world: RunWorld): Promise<void> {
  expect(await minutes(world, 5, { starter: probing(world) })).toEqual([])
  await byQueue(world)
}

/** One result and nothing left over; where the run was made after all, it is the run's own. */
async function expectAllIsWell(world: RunWorld, { alerts }: Scenario, twice: boolean): Promise<void> {
  const { runs, mail, published, request, clock } = world
  const result = await runs.findResult(runKeyOf(request))
  expect(await runs.findOpen(runKeyOf(request)), 'nothing is left open').toBeUndefined()
  expect(await runs.due(clock.now(), 10), 'nothing is left due').toEqual([])
  expect(mail.messages, 'nothing is left in the mailbox').toEqual([])

  const transitions = published.map(({ attributes }) => attributes.transition)
  if (mail.submissions.length > 0) {
    expect(mail.submissions).toHaveLength(1)
    expect(result?.outcome).toBe('delivered')
    expect(transitions).toEqual([])
    return
  }
  expect(result).toMatchObject({ status: 90, reason: 'run-not-started', detail: WHY })
  if (twice) expect([alerts, [...alerts, ...alerts]]).toContainEqual(transitions)
  else expect(transitions).toEqual(alerts)
}
