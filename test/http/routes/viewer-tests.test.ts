import { describe, expect, test } from 'vitest'

import { viewerTests } from '../../../shared/http/viewer-tests.ts'
import { NotStarted } from '../../../shared/app/ports/run-starter.ts'
import { HOUR, MINUTE } from '../../../shared/core/time/units.ts'
import { demandedWorld } from '../../support/worlds/demanded-world.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'
import { apiWorld } from '../api-world.ts'
import { problem } from '../changes-world.ts'

/** What somebody sees who may only look; `tests: false`: and may not ask for tests. */
async function world({ tests = true, refuse = false } = {}) {
  const demanded = await demandedWorld()
  const { starter: runs, locations } = demanded.testPorts
  const refusing = { start: () => Promise.reject(new NotStarted('throttled', 'not now')) }
  const starter = {
    ...(refuse ? refusing : runs),
    startTrial: () => Promise.reject(new Error('no trial is meant')),
  }
  const { ask } = apiWorld({
    ports: demanded.ports,
    probes: { starter, locations },
    may: 'view',
    ...(tests && { viewerTests: viewerTests() }),
  })
  const start = (monitorId = 'inbox', key?: string) =>
    ask(`/monitors/${monitorId}/runs`, {
      method: 'POST',
      body: {},
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    })
  /** The test is made, and a minute passes since it was asked for. */
  const afterwards = async () => {
    await demanded.clock.runUntil(demanded.make())
    await demanded.clock.advance(MINUTE)
  }
  const has = (monitorId: string) =>
    demanded.monitors.put(
      { monitorId, managedBy: 'table', revision: 1, definition: { ...DEFINITION, monitorId } },
      undefined,
    )
  return { ...demanded, ask, start, afterwards, has }
}

const TOO_MANY = problem('too-many-requests')

describe('who only looks', () => {
  test('may ask for a test, and for nothing that changes anything', async () => {
    const { ask, start } = await world()
    expect((await ask('/session')).body).toMatchObject({ may: 'view', mayTest: true })
    expect(await start()).toMatchObject({ status: 202, body: { kind: 'started' } })
    for (const [method, path] of [
      ['PUT', '/monitors/inbox/pause'],
      ['POST', '/maintenance'],
      ['POST', '/alerts/test'],
      ['POST', '/trials'],
    ] as const) {
      expect(await ask(path, { method, body: {} })).toMatchObject({
        status: 403,
        body: problem('not-allowed'),
      })
    }
  })

  test('may not, where the settings say so', async () => {
    const { ask, start, asked } = await world({ tests: false })
    expect((await ask('/session')).body).toMatchObject({ mayTest: false })
    expect(await start()).toMatchObject({ status: 403, body: problem('not-allowed') })
    expect(asked).toEqual([])
  })

  test('tests one monitor once a minute', async () => {
    const { start, clock, make, asked } = await world()
    await start()
    await clock.runUntil(make())
    expect(await start()).toMatchObject({
      status: 429,
      body: { ...TOO_MANY, detail: expect.stringContaining('viewers may test it again at') as string },
    })
    expect(asked).toHaveLength(1)
    await clock.advance(MINUTE)
    expect(await start()).toMatchObject({ status: 202 })
  })

  test('joins a test that is under way, whoever asked for it', async () => {
    const { start } = await world()
    await start()
    expect(await start()).toMatchObject({ status: 202, body: { kind: 'joined' } })
  })

  test('makes ten tests an hour, over all monitors', async () => {
    const { start, afterwards, clock, has } = await world()
    await has('other')
    for (let n = 0; n < 10; n += 1) {
      expect(await start()).toMatchObject({ status: 202 })
      await afterwards()
    }
    expect(await start('other')).toMatchObject({ status: 429, body: TOO_MANY })
    await clock.advance(HOUR)
    expect(await start('other')).toMatchObject({ status: 202 })
  })

  test('is not charged for what started no run', async () => {
    const refused = await world({ refuse: true })
    for (let n = 0; n < 12; n += 1)
      expect(await refused.start()).toMatchObject({ body: { detail: 'not now' } })
    const joining = await world()
    await joining.start('inbox', 'mine')
    for (let n = 0; n < 12; n += 1) expect(await joining.start()).toMatchObject({ body: { kind: 'joined' } })
    await joining.clock.advance(1)
    for (let n = 0; n < 12; n += 1) {
      expect(await joining.start('inbox', 'mine')).toMatchObject({ body: { kind: 'started' } })
    }
  })
})

test('who operates has no such limits', async () => {
  const demanded = await demandedWorld()
  const { starter, locations } = demanded.testPorts
  const startTrial = () => Promise.reject(new Error('no trial is meant'))
  const { ask } = apiWorld({
    ports: demanded.ports,
    probes: { starter: { ...starter, startTrial }, locations },
    may: 'operate',
    viewerTests: viewerTests(),
  })
  for (let n = 0; n < 2; n += 1) {
    expect(await ask('/monitors/inbox/runs', { method: 'POST', body: {} })).toMatchObject({
      status: 202,
      body: { kind: 'started' },
    })
    await demanded.clock.runUntil(demanded.make())
  }
})
