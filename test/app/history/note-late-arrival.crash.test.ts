import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { rebuildDay } from '../../../shared/app/history/rebuild-day.ts'
import { totalOf } from '../../../shared/core/history/day.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { type CallName, type Fault, processUnderTest } from '../../support/processes/process-under-test.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { minutes, probing } from '../../support/worlds/watched-world.ts'
import { someOf } from '../../support/thorough.ts'

/** What became of the incident of yesterday's lost run before its message is found. */
interface Scenario {
  title: string
  prepare: (world: RunWorld) => Promise<void>
  /** What the sweep writes, in the order of the design. */
  writes: readonly string[]
}

const scenarios: readonly Scenario[] = [
  {
    title: 'whose incident is open',
    prepare: () => Promise.resolve(),
    writes: [
      'runs.noteLateArrival',
      'runs.putState',
      'runs.putDay',
      'runs.putSummary',
      'mailbox.session.remove',
    ],
  },
  {
    title: 'whose incident is resolved and stored',
    prepare: (world) => nextRun(world, 10 * MINUTE),
    writes: [
      'runs.noteLateArrival',
      'runs.putIncident',
      'runs.putDay',
      'runs.putSummary',
      'mailbox.session.remove',
    ],
  },
]

const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

for (const [nth, scenario] of scenarios.entries()) {
  const { calls } = await swept(scenario)
  describe(`the message of a run ${scenario.title} is swept by a process`, () => {
    test('that writes down all it tells before it deletes it', () => {
      const names = calls.map((call) => call.replace(/ #.*/, ''))
      const found = names.indexOf('runs.noteLateArrival')
      const writes = names.slice(found).filter((name) => /\.(put|note|remove)/.test(name))
      expect(writes.slice(0, scenario.writes.length)).toEqual(scenario.writes)
    })

    describe.each(faults)('that %s', (fault) => {
      // Each second call is struck by one fault in one of the two scenarios.
      const first = faults.indexOf(fault) + faults.length * nth
      test.each(someOf(calls, 6 * faults.length * scenarios.length, first))('%s', async (at) => {
        const { world, lost, process } = await swept(scenario, { at, fault })
        expect(process.calls, 'the fault struck').toContain(at)
        if (!isInMailbox(world)) await expectAllIsTold(world, lost)
        await heal(world)
        await expectAllIsTold(world, lost)
        expect(isInMailbox(world), 'it is deleted in the end').toBe(false)
      })
    })
  })
}

/**
 * A run lost yesterday whose day is made and whose message is here now, and the run of today that finds it.
 */
async function swept(scenario: Scenario, plan?: { at: CallName; fault: Fault }) {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  const handled = await world.clock.runUntil(handleRun(world.request, world.ports))
  if (handled.kind !== 'recorded') throw new Error('yesterday’s run has no result')
  const [message] = world.mail.submissions
  world.mail.transitMs = 50
  await scenario.prepare(world)
  await rebuildDay('inbox', '2026-01-05', world.ports)
  world.mail.deliver(message?.text ?? '')

  const scheduledAt = handled.result.scheduledAt + DAY
  await world.clock.advance(scheduledAt - world.clock.now())
  world.request = { ...world.request, scheduledAt }
  const process = processUnderTest(world.ports, plan)
  await world.clock.runUntil(
    Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined),
  )
  return { world, lost: handled.result, process, calls: process.calls }
}

async function nextRun(world: RunWorld, later: number): Promise<void> {
  const scheduledAt = world.request.scheduledAt + later
  world.request = { ...world.request, scheduledAt }
  await world.clock.advance(Math.max(0, scheduledAt - world.clock.now()))
  await world.clock.runUntil(handleRun(world.request, world.ports))
}

/** The event comes again, the watchdog each minute, and the runs after it. */
async function heal(world: RunWorld): Promise<void> {
  await world.clock.advance(MINUTE)
  await world.clock.runUntil(handleRun(world.request, world.ports))
  await minutes(world, 5, { starter: probing(world) })
  for (let runs = 0; runs < 2; runs += 1) await nextRun(world, 10 * MINUTE)
}

function isInMailbox({ mail }: RunWorld): boolean {
  const [message] = mail.submissions
  return mail.messages.some(({ text }) => text === message?.text)
}

/**
 * The result knows, its incident tells it once, whether it is stored or in the state still, and the day
 * counts it.
 */
async function expectAllIsTold({ runs }: RunWorld, { monitorId, runId, ...lost }: RunResult): Promise<void> {
  const result = await runs.findResult({ monitorId, runId })
  expect(result?.lateArrival, 'the result').toBeDefined()

  const state = await runs.findState(monitorId)
  const incidents = [
    ...(await runs.findIncidentsAt(monitorId, lost.finishedAt)),
    ...(state?.unstoredIncidents ?? []),
  ].filter(({ openingRunId }) => openingRunId === runId)
  const newest = incidents.reduce((one, other) => (other.revision > one.revision ? other : one))
  expect(newest.lateArrivals, 'the story').toEqual([{ runId, delayMs: result?.lateArrival?.delayMs }])

  const [day] = await runs.findDays(monitorId, '2026-01-05', '2026-01-05')
  expect(day && totalOf(day), 'the day').toMatchObject({ runs: { 2: 1 }, lost: 0, late: 1 })
}
