import { describe, expect, test } from 'vitest'

import { rebuildDay } from '../../../shared/app/history/rebuild-day.ts'
import { totalOf } from '../../../shared/core/history/day.ts'
import { readMark } from '../../../shared/core/run/test-message.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, MINUTE, type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { DEFINITION, type RunWorld, handle, resultOf, runWorld } from '../../support/worlds/run-world.ts'

/** The next scheduled run, so much later. */
async function nextRun(world: RunWorld, later: Millis = 10 * MINUTE): Promise<RunResult> {
  const scheduledAt = world.request.scheduledAt + later
  world.request = { ...world.request, scheduledAt }
  await world.clock.advance(Math.max(0, scheduledAt - world.clock.now()))
  return resultOf(world)
}

/** A run whose message is taken and does not come by its deadline. */
async function loseMail(world: RunWorld): Promise<RunResult> {
  world.mail.transitMs = Infinity
  const lost = await resultOf(world)
  world.mail.transitMs = 50
  expect(lost).toMatchObject({ outcome: 'lost' })
  return lost
}

/** The message that was sent last comes after all. */
function arrive({ mail }: RunWorld): void {
  mail.deliver(mail.submissions.at(-1)?.text ?? '')
}

const storyOf = (run: RunResult, delayMs: unknown = expect.any(Number)) => [{ runId: run.runId, delayMs }]
const incidentsOf = (world: RunWorld) => world.runs.findIncidents('2026-01')

describe('the message of a run that opened an incident, found by the next run, which is delivered itself', () => {
  async function recovered(): Promise<{ world: RunWorld; lost: RunResult }> {
    const world = await runWorld()
    world.ports.publisher.publish = () => Promise.reject(new Error('topic gone'))
    const lost = await loseMail(world)
    arrive(world)
    expect(await nextRun(world)).toMatchObject({ status: 0, sweptMessages: 1 })
    return { world, lost }
  }

  test('is told by the alert of the recovery already', async () => {
    const { world, lost } = await recovered()
    const owed = (await world.runs.findState('inbox'))?.owed ?? []
    expect(owed).toMatchObject([
      { transition: 'opened', incident: { lateArrivals: [] } },
      { transition: 'resolved', incident: { lateArrivals: storyOf(lost) } },
    ])
  })

  test('has its true delay on the result and in the story that is kept: since its MAIL FROM, not its schedule', async () => {
    const world = await runWorld()
    await world.clock.advance(30 * SECOND)
    const lost = await loseMail(world)
    arrive(world)
    await nextRun(world)
    const delayMs = 10 * MINUTE - 30 * SECOND
    expect(await world.runs.findResult(lost)).toEqual({
      ...lost,
      lateArrival: { seenAt: lost.startedAt + delayMs, delayMs },
    })
    expect(await incidentsOf(world)).toMatchObject([
      { resolvedAt: expect.any(Number) as number, lateArrivals: storyOf(lost, delayMs) },
    ])
  })
})

test('the story of an incident that lasts is stored at once', async () => {
  const world = await runWorld()
  const lost = await loseMail(world)
  arrive(world)
  world.mail.transitMs = Infinity
  expect(await nextRun(world)).toMatchObject({ outcome: 'lost' })
  expect(await incidentsOf(world)).toMatchObject([
    { failedRuns: expect.any(Number) as number, lateArrivals: storyOf(lost) },
  ])
  expect((await incidentsOf(world))[0]).not.toHaveProperty('resolvedAt')
})

test('a message found while no incident is made yet is told by the one that its run becomes part of', async () => {
  const world = await runWorld({ alerts: [{ afterFailures: 2 }] })
  const lost = await loseMail(world)
  expect(await incidentsOf(world)).toEqual([])
  arrive(world)
  world.mail.transitMs = Infinity
  await nextRun(world)
  expect(await incidentsOf(world)).toMatchObject([{ failedRuns: 2, lateArrivals: storyOf(lost) }])
})

test('the message of a run whose incident is resolved is told in the one that is stored, and nobody is alerted', async () => {
  const world = await runWorld()
  const lost = await loseMail(world)
  const [message] = world.mail.submissions
  await nextRun(world)
  const [before] = await incidentsOf(world)
  world.published.length = 0

  world.mail.deliver(message?.text ?? '')
  expect(await nextRun(world)).toMatchObject({ sweptMessages: 1 })
  expect(await incidentsOf(world)).toEqual([
    { ...before, lateArrivals: storyOf(lost), revision: (before?.revision ?? 0) + 1 },
  ])
  expect(world.published).toEqual([])
  expect(world.mail.messages).toEqual([])
})

test('an incident that is resolved and could not be stored yet is stored with its resolution and its story', async () => {
  const world = await runWorld()
  const lost = await loseMail(world)
  const [message] = world.mail.submissions
  const { putIncident } = world.runs
  world.runs.putIncident = () => Promise.reject(new Error('table gone'))
  await expect(nextRun(world)).rejects.toThrow('table gone')
  world.runs.putIncident = putIncident

  world.mail.deliver(message?.text ?? '')
  await nextRun(world)
  expect(await incidentsOf(world)).toMatchObject([
    { resolvedAt: expect.any(Number) as number, lateArrivals: storyOf(lost) },
  ])
})

test('a message of another monitor in a shared mailbox is told to that monitor', async () => {
  const world = await runWorld()
  const definition = { ...DEFINITION, monitorId: 'outbox' }
  await world.monitors.put({ monitorId: 'outbox', managedBy: 'stack', revision: 1, definition }, undefined)
  const { request } = world
  world.request = { ...request, monitorId: 'outbox' }
  const lost = await loseMail(world)
  const stateOf = (monitorId: string) => world.runs.findState(monitorId)
  expect((await stateOf('outbox'))?.incident?.lateArrivals).toEqual([])

  arrive(world)
  world.request = request
  const sweeping = await nextRun(world)
  expect(sweeping).toMatchObject({ monitorId: 'inbox', status: 0, sweptMessages: 1 })
  expect((await stateOf('outbox'))?.incident?.lateArrivals).toEqual(storyOf(lost))
  expect((await stateOf('inbox'))?.incident).toBeUndefined()
  expect(await world.runs.findResult(lost)).toHaveProperty('lateArrival')
  expect(await world.runs.findResult(sweeping)).not.toHaveProperty('lateArrival')
})

describe('a clock set back by an hour between two runs', () => {
  test('leaves the late message until its deadline is past by that clock, and stores no time below 0', async () => {
    const world = await runWorld()
    const lost = await loseMail(world)
    arrive(world)
    const back = 60 * MINUTE
    world.clock.setWall(world.clock.now() - back)
    world.request = { ...world.request, scheduledAt: lost.scheduledAt - back }
    expect(await nextRun(world)).not.toHaveProperty('sweptMessages')
    expect(await nextRun(world, back)).toMatchObject({ status: 0, sweptMessages: 1 })
    const annotated = await world.runs.findResult(lost)
    expect(annotated?.lateArrival?.delayMs).toBeGreaterThan(0)
  })

  test('has the length of an incident told as unknown', async () => {
    const world = await runWorld()
    const lost = await loseMail(world)
    world.clock.setWall(world.clock.now() - 60 * MINUTE)
    world.request = { ...world.request, scheduledAt: lost.scheduledAt - 60 * MINUTE }
    await nextRun(world)
    const resolved = world.published.at(-1)
    expect(resolved?.attributes.transition).toBe('resolved')
    expect(resolved?.subject).toContain(' - passes again')
    expect(resolved?.text).toContain('Down for     unknown')
    expect(resolved?.sms).toContain(': passes again')
  })
})

test('a message that somebody made up of what stands in another one tells nothing of the run that it names', async () => {
  const world = await runWorld()
  const lost = await loseMail(world)
  const sent = world.mail.submissions.at(-1)?.text ?? ''
  const { token } = readMark(sent) ?? {}
  world.mail.deliver(sent.replaceAll(token ?? 'none', 'f'.repeat(32)))
  await nextRun(world)
  expect(await world.runs.findResult(lost)).toEqual(lost)
  expect(world.mail.messages).toEqual([])
})

test('a day that was made before is made again, and tells a late message from a lost one', async () => {
  const world = await runWorld()
  const lost = await loseMail(world)
  const day = isoDayOf(lost.scheduledAt)
  await rebuildDay('inbox', day, world.ports)
  const counts = async () => (await world.runs.findDays('inbox', day, day)).map(totalOf)
  expect(await counts()).toMatchObject([{ runs: { 2: 1 }, lost: 1, late: 0 }])
  arrive(world)
  await nextRun(world, DAY)
  expect(await counts()).toMatchObject([{ runs: { 2: 1 }, lost: 0, late: 1 }])
})

test('a store that fails costs the sweep, not the verdict of the run that sweeps', async () => {
  const world = await runWorld()
  await loseMail(world)
  arrive(world)
  world.runs.noteLateArrival = () => Promise.reject(new Error('table gone'))
  expect(await nextRun(world)).toMatchObject({ status: 0, warnings: [] })
  expect(world.mail.messages).toHaveLength(1)
  expect((await handle(world)).kind).toBe('recorded')
})
