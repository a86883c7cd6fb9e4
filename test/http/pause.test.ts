import { beforeEach, describe, expect, test } from 'vitest'

import { changesWorld, problem } from './changes-world.ts'

let world: Awaited<ReturnType<typeof changesWorld>>
beforeEach(async () => {
  world = await changesWorld()
})

describe('a monitor is paused', () => {
  const path = '/monitors/shop/pause'

  test('until it is resumed, or until a time', async () => {
    expect(await world.does(path, { method: 'PUT', body: {} })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    })
    expect(await world.definitionOf()).toMatchObject({ pausedUntil: '9999-12-31T23:59:59Z' })
    await world.does(path, { method: 'PUT', body: { until: '2026-11-24T20:00+01:00' } })
    expect(await world.definitionOf()).toMatchObject({ pausedUntil: '2026-11-24T19:00:00Z' })
    expect(await world.does(path, { method: 'DELETE' })).toMatchObject({ status: 200 })
    expect(await world.definitionOf()).not.toHaveProperty('pausedUntil')
  })

  test('also one of the stack file, which stays disabled where its file says so', async () => {
    expect(await world.does('/monitors/file/pause', { method: 'PUT', body: {} })).toMatchObject({
      status: 200,
    })
    const row = await world.monitors.find('file')
    if (row) await world.monitors.put({ ...row, definition: { ...row.definition, enabled: false } }, row)
    expect(await world.does('/monitors/file/pause', { method: 'DELETE' })).toMatchObject({
      status: 409,
      body: problem('managed-by-stack'),
    })
  })

  test.each(['2026-11-24T17:00:00Z', 'tomorrow', 5, null])('not until %j', async (until) => {
    const answer = await world.does(path, { method: 'PUT', body: { until } })
    expect(answer).toMatchObject({ status: 422, body: problem('invalid-body', 'until') })
    expect(await world.definitionOf()).not.toHaveProperty('pausedUntil')
  })
})
