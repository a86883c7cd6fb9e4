import { describe, expect, test } from 'vitest'

import { NotStarted } from '../../../shared/app/ports/run-starter.ts'
import { startTest } from '../../../shared/app/run/start-test.ts'
import { HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { demandedWorld } from '../../support/worlds/demanded-world.ts'
import { window } from '../../support/worlds/maintenance-world.ts'
import { edit } from '../../support/worlds/watched-world.ts'

describe('a test on demand', () => {
  test('is a run of its own that the probe is asked for, at the usual location or the one named', async () => {
    const world = await demandedWorld()
    const first = await world.started()
    expect(first).toMatchObject({
      kind: 'started',
      location: 'local',
      askedAt: world.clock.now(),
      timeoutMs: MINUTE,
      ref: expect.stringMatching(/^inbox\/20260105T120000Z_local_on-demand_[0-9a-f]{12}$/) as unknown,
      problems: [],
    })
    expect(world.asked).toEqual([
      { ...world.request, trigger: 'on-demand', requestId: 'request-1', scheduledAt: first.askedAt },
    ])
    await world.clock.runUntil(world.make())
    expect(await world.started({ requestId: 'request-2', location: 'eu-west-1' })).toMatchObject({
      kind: 'started',
      location: 'eu-west-1',
    })
  })

  test('is stored and listed, and judged for nothing: it alerts nobody', async () => {
    const world = await demandedWorld()
    world.mail.transitMs = Infinity
    const { runId } = await world.started()
    await world.clock.runUntil(world.make())
    expect(await world.runs.newestResult('inbox')).toMatchObject({ runId, outcome: 'lost' })
    expect(await world.runs.findState('inbox')).toBeUndefined()
    expect(world.published).toEqual([])
  })

  test('is joined by whoever asks while it waits or runs, and not once it has a result', async () => {
    const world = await demandedWorld()
    const first = await world.started()
    const join = (requestId: string) => world.ask({ requestId, location: 'eu-west-1' })
    expect(await join('request-2')).toMatchObject({ kind: 'joined', runId: first.runId, location: 'local' })
    world.mail.transitMs = 20_000
    const made = world.make()
    await world.clock.advance(15 * SECOND)
    expect(await join('request-3')).toMatchObject({ kind: 'joined', runId: first.runId })
    await world.clock.runUntil(made)
    expect(await join('request-4')).toMatchObject({ kind: 'started', location: 'eu-west-1' })
    expect(world.asked).toHaveLength(2)
  })

  test('of two who ask at once is one run', async () => {
    const world = await demandedWorld()
    const both = await Promise.all([world.started(), world.started({ requestId: 'request-2' })])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['joined', 'started'])
    expect(new Set(both.map(({ runId }) => runId)).size).toBe(1)
    expect(world.asked).toHaveLength(1)
  })

  test('that is asked for again by the same request is the same run, also long after it', async () => {
    const world = await demandedWorld()
    const first = await world.started()
    await world.clock.runUntil(world.make())
    await world.clock.advance(30 * MINUTE)
    await world.started({ requestId: 'request-2' })
    await world.clock.runUntil(world.make())
    expect(await world.started()).toEqual(first)
    expect(world.asked).toHaveLength(2)
  })

  test('is another run an hour later, when nobody remembers the request', async () => {
    const world = await demandedWorld()
    const first = await world.started()
    await world.clock.advance(HOUR)
    expect((await world.started()).runId).not.toBe(first.runId)
  })

  test('takes the place of one that never started within 5 minutes', async () => {
    const world = await demandedWorld()
    const lost = await world.started()
    await world.clock.advance(5 * MINUTE - 1)
    expect(await world.ask({ requestId: 'request-2' })).toMatchObject({ kind: 'joined', runId: lost.runId })
    await world.clock.advance(1)
    expect(await world.ask({ requestId: 'request-3' })).toMatchObject({ kind: 'started' })
  })

  test('that was noted down by somebody who ended then is asked for by who joins after 10 s', async () => {
    const world = await demandedWorld()
    const dead = { start: () => new Promise<never>(() => undefined) }
    void startTest('inbox', { requestId: 'request-1' }, { ...world.testPorts, starter: dead })
    await world.clock.advance(9 * SECOND)
    const joined = await world.started({ requestId: 'request-2' })
    expect([joined.kind, world.asked]).toEqual(['joined', []])
    await world.clock.advance(SECOND)
    await world.ask({ requestId: 'request-2' })
    await world.clock.runUntil(world.make())
    expect(await world.now(joined)).toMatchObject({ state: 'done', runId: joined.runId })
  })

  test('leaves no trace where nobody could be asked to make it, and says why', async () => {
    const world = await demandedWorld()
    const throttled = {
      start: () => Promise.reject(new NotStarted('throttled', 'Lambda takes no more calls now')),
    }
    const ports = { ...world.testPorts, starter: throttled }
    expect(await startTest('inbox', { requestId: 'request-1' }, ports)).toEqual({
      kind: 'not-started',
      reason: 'throttled',
      message: 'Lambda takes no more calls now',
    })
    const broken = { start: () => Promise.reject(new Error('no route to host')) }
    const asked = startTest('inbox', { requestId: 'request-2' }, { ...world.testPorts, starter: broken })
    await expect(asked).rejects.toThrow('no route to host')
    expect(await world.ask({ requestId: 'request-3' })).toMatchObject({ kind: 'started' })
  })

  test('that Lambda held back for minutes is made, however often the monitor runs', async () => {
    const world = await demandedWorld({ intervalMinutes: 2 })
    const run = await world.started()
    await world.clock.advance(4 * MINUTE)
    await world.clock.runUntil(world.make())
    expect(await world.now(run)).toMatchObject({ result: { outcome: 'delivered' } })
  })
})

describe('no test is started', () => {
  test('of a monitor that there is not', async () => {
    const world = await demandedWorld()
    expect(await world.ask({}, 'outbox')).toEqual({ kind: 'no-monitor', monitorId: 'outbox' })
  })

  test.each([
    [{ pausedUntil: '2026-01-05T13:30:00Z' }, { kind: 'paused', until: Date.UTC(2026, 0, 5, 13, 30) }],
    [{ pausedUntil: '9999-12-31T23:59:59Z' }, { kind: 'paused' }],
    [{ enabled: false }, { kind: 'disabled' }],
  ])('of one with %o, which says until when', async (change, refusal) => {
    const world = await demandedWorld(change)
    expect(await world.ask()).toMatchObject({ kind: 'refused', refusal })
  })

  test('where there is no probe, and says where there are some', async () => {
    const world = await demandedWorld()
    expect(await world.ask({ location: 'mars' })).toMatchObject({
      kind: 'refused',
      message: 'there is no location mars, only: local, eu-west-1',
    })
  })

  test('of a definition with mistakes, which are all told', async () => {
    const world = await demandedWorld({ timeoutSeconds: 1, emailAddress: 'nobody' })
    const answer = await world.ask()
    expect(answer).toMatchObject({ kind: 'refused', refusal: { kind: 'mistakes', mistakes: 2 } })
    expect('problems' in answer && answer.problems.map(({ path }) => path).sort()).toEqual([
      'emailAddress',
      'timeoutSeconds',
    ])
    expect(world.asked).toEqual([])
  })
})

test('a row with mistakes is tested by the definition before them, and says so', async () => {
  const world = await demandedWorld()
  const row = await world.monitors.find('inbox')
  if (row) await world.runs.putAccepted('inbox', { ...row, acceptedAt: world.clock.now() })
  await edit(world, { timeoutSeconds: 1 })
  expect(await world.started()).toMatchObject({ problems: [{ path: 'timeoutSeconds' }], timeoutMs: MINUTE })
})

test('in a maintenance window a test is made all the same, and says until when that lasts', async () => {
  const world = await demandedWorld({ maintenance: [window(-10, 60, { mode: 'pause' })] })
  const run = await world.started()
  expect(run.maintenanceUntil).toBe(Date.UTC(2026, 0, 5, 12, 50))
  await world.clock.runUntil(world.make())
  expect(await world.now(run)).toMatchObject({ result: { outcome: 'delivered', maintenance: true } })
})
