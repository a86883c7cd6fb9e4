import { describe, expect, test } from 'vitest'

import { notify } from '../../../shared/app/alerts/notify.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { listed } from '../../contracts/run-store/store-under-test.ts'
import { meetingPoint } from '../../support/worlds/meeting-point.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'
import { type RunWorld, handle, runWorld } from '../../support/worlds/run-world.ts'

/** A monitor whose opening is owed: its publish failed once, and the claim has lapsed. */
async function owing(): Promise<RunWorld> {
  const world = await runWorld({ intervalMinutes: 1, timeoutSeconds: 20 })
  world.mail.transitMs = Infinity
  await withoutTopic(world, () => handle(world))
  await world.clock.advance(30 * SECOND)
  return world
}

async function withoutTopic(world: RunWorld, work: () => Promise<unknown>): Promise<void> {
  const { publisher } = world.ports
  world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
  await work()
  world.ports.publisher = publisher
}

const told = ({ published }: RunWorld) => published.map(({ attributes }) => attributes.transition)

const trailOf = ({ runs, clock }: RunWorld) =>
  listed(runs.findTold('inbox', { from: 0, before: clock.now() + 1 }))

describe('the trail of what was told', () => {
  test('says which alert went to which topic, when, by which message, and what stands behind it', async () => {
    const world = await owing()
    const state = await world.runs.findState('inbox')
    await notify('inbox', world.ports)
    expect(await trailOf(world)).toEqual([
      {
        monitorId: 'inbox',
        alertId: world.published[0]?.alertId,
        transition: 'opened',
        topic: 'alerts',
        createdAt: state?.incident?.openedAt,
        toldAt: world.clock.now(),
        messageId: '1',
        runId: state?.incident?.openingRunId,
        incidentId: state?.incident?.incidentId,
        location: 'local',
      },
    ])
    expect((await world.runs.findState('inbox'))?.toldIds).toEqual([world.published[0]?.alertId])
  })

  test('holds nothing of an alert that was not published', async () => {
    expect(await trailOf(await owing())).toEqual([])
  })

  test('shows an alert twice that was told twice, since its process died before it was struck', async () => {
    const world = await owing()
    const process = processUnderTest(world.ports, { at: 'runs.putTold #1', fault: 'dies after' })
    await Promise.race([notify('inbox', process.ports), process.death]).catch(() => undefined)
    await world.clock.advance(30 * SECOND)
    await notify('inbox', world.ports)
    expect(told(world)).toEqual(['opened', 'opened'])
    expect((await trailOf(world)).map(({ messageId }) => messageId)).toEqual(['2', '1'])
  })

  test('is written before the alert is struck: what cannot be written down stays owed', async () => {
    const world = await owing()
    const { putTold } = world.ports.runs
    world.ports.runs.putTold = () => Promise.reject(new Error('store gone'))
    await expect(notify('inbox', world.ports)).rejects.toThrow('store gone')
    expect((await world.runs.findState('inbox'))?.owed).toHaveLength(1)
    world.ports.runs.putTold = putTold
    await world.clock.advance(30 * SECOND)
    await notify('inbox', world.ports)
    expect((await world.runs.findState('inbox'))?.owed).toEqual([])
    expect(await trailOf(world)).toMatchObject([{ messageId: '2' }])
  })
})

describe('two that notify at once', async () => {
  const alone = await owing()
  const process = processUnderTest(alone.ports)
  await notify('inbox', process.ports)

  test.each(process.calls)('publish once when they meet at %s', async (at) => {
    const world = await owing()
    const met = meetingPoint(at)
    const both = [1, 2].map(() =>
      notify('inbox', processUnderTest(world.ports, undefined, met.arrive).ports).finally(met.leave),
    )
    await world.clock.runUntil(Promise.all(both))
    expect(told(world)).toEqual(['opened'])
  })
})

test('a claim keeps others from publishing until it lapses', async () => {
  const world = await owing()
  const process = processUnderTest(world.ports, { at: 'publisher.publish #1', fault: 'dies before' })
  await Promise.race([notify('inbox', process.ports), process.death]).catch(() => undefined)
  await notify('inbox', world.ports)
  expect(told(world)).toEqual([])
  await world.clock.advance(30 * SECOND)
  await notify('inbox', world.ports)
  expect(told(world)).toEqual(['opened'])
})

test('a recovery never overtakes its opening', async () => {
  const world = await owing()
  await withoutTopic(world, () => notify('inbox', world.ports))
  world.mail.transitMs = 50
  world.request = { ...world.request, scheduledAt: world.request.scheduledAt + MINUTE }
  await world.clock.runUntil(handleRun(world.request, world.ports))
  expect(told(world), 'the opening is still claimed').toEqual([])
  await world.clock.advance(30 * SECOND)
  await notify('inbox', world.ports)
  expect(told(world)).toEqual(['opened', 'resolved'])
})

test('an incident that changed while it was stored is stored again', async () => {
  const world = await owing()
  await notify('inbox', world.ports)
  const state = await world.runs.findState('inbox')
  if (!state?.incident) throw new Error('no incident')
  const older = { ...state.incident, revision: 5 }
  const newer = { ...older, failedRuns: 9, revision: 6 }
  await world.runs.putState({ ...state, version: state.version + 1, unstoredIncidents: [older] }, 0)
  const { putIncident } = world.runs
  world.runs.putIncident = async (incident) => {
    await putIncident(incident)
    const now = await world.runs.findState('inbox')
    if (now?.unstoredIncidents[0]?.revision === 5) {
      await world.runs.putState({ ...now, version: now.version + 1, unstoredIncidents: [newer] }, 0)
    }
  }
  await notify('inbox', world.ports)
  expect((await world.runs.findState('inbox'))?.unstoredIncidents).toEqual([newer])
  await notify('inbox', world.ports)
  expect(await world.runs.findIncidents('2026-01')).toMatchObject([{ failedRuns: 9, revision: 6 }])
})

test('nothing is asked of a monitor that was never judged', async () => {
  const world = await runWorld()
  expect(await notify('inbox', world.ports)).toEqual([])
})
