import { beforeEach, describe, expect, test } from 'vitest'

import { apiWorld } from './api-world.ts'
import { changesWorld, problem } from './changes-world.ts'

let world: Awaited<ReturnType<typeof changesWorld>>
beforeEach(async () => {
  world = await changesWorld()
})

const incident = async () => (await world.runs.findState('shop'))?.incident

describe('an open incident', () => {
  test('is acknowledged with a note, gets a later one, and is not acknowledged again', async () => {
    const path = `/incidents/shop/${await world.opened()}`
    const note = async (body: object) =>
      (await world.ask(`${path}/acknowledgement`, { method: 'PUT', body })).status
    expect(await note({ note: 'on it' })).toBe(204)
    expect((await world.ask(path)).body).toMatchObject({ acknowledged: { note: 'on it' } })
    expect(await note({ note: 'nearly done' })).toBe(204)
    expect(await incident()).toMatchObject({ acknowledged: { note: 'nearly done' } })
    expect((await world.ask(`${path}/acknowledgement`, { method: 'DELETE' })).status).toBe(204)
    expect(await incident()).not.toHaveProperty('acknowledged')
  })

  test('of another time is none', async () => {
    await world.opened()
    const path = '/incidents/shop/2026-11-24T00:00:00.000Z/acknowledgement'
    for (const asked of [{ method: 'PUT', body: {} }, { method: 'DELETE' }]) {
      expect(await world.does(path, asked)).toMatchObject({ status: 404, body: problem('not-found') })
    }
    expect(await incident()).not.toHaveProperty('acknowledged')
  })

  test('of a monitor that there is not is none, nor is a time that is none', async () => {
    for (const path of ['nobody/2026-11-24T00:00:00Z', 'shop/yesterday']) {
      const answer = await world.does(`/incidents/${path}/acknowledgement`, { method: 'PUT', body: {} })
      expect(answer).toMatchObject({ status: 404, body: problem('not-found') })
    }
  })

  test.each(['', 'x'.repeat(501), 5, null, ['a']])('takes no note %j', async (note) => {
    const path = `/incidents/shop/${await world.opened()}/acknowledgement`
    expect(await world.does(path, { method: 'PUT', body: { note } })).toMatchObject({
      status: 422,
      body: problem('invalid-body', 'note'),
    })
  })

  test('takes a hostile note as one tame line', async () => {
    const path = `/incidents/shop/${await world.opened()}`
    const note = 'a\u0000b\u001b[31m\nc\ud800'
    await world.ask(`${path}/acknowledgement`, { method: 'PUT', body: { note } })
    expect((await incident())?.acknowledged?.note).not.toMatch(/\p{Cc}/u)
    expect((await world.ask(path)).status).toBe(200)
  })
})

describe('the demo', () => {
  const asked = (fault: unknown) => ({ method: 'POST', body: { fault } })

  test('loses its next message', async () => {
    let lost = 0
    const demo = await changesWorld({ demo: { loseNext: () => void (lost += 1) } })
    expect(await demo.does('/demo/faults', asked('lose'))).toMatchObject({ status: 204 })
    expect(await demo.does('/demo/faults', asked('delay'))).toMatchObject({
      status: 422,
      body: problem('invalid-body', 'fault'),
    })
    expect(lost).toBe(1)
  })

  test('is nowhere but in local mode', async () => {
    const { ask } = apiWorld()
    expect(await ask('/demo/faults', asked('lose'))).toMatchObject({
      status: 404,
      body: problem('not-found'),
    })
  })
})

describe('a test alert', () => {
  test('is owed to the topic of alerts, to those of a monitor, or to the one that is named', async () => {
    const post = (body: object) => world.does('/alerts/test', { method: 'POST', body })
    expect(await post({})).toMatchObject({ status: 202, body: { items: [{ topic: 'alerts' }] } })
    expect(await post({ monitor: 'shop' })).toMatchObject({
      status: 202,
      body: { items: [{ topic: 'alerts' }] },
    })
    expect(await post({ monitor: 'shop', topic: 'night' })).toMatchObject({
      body: { items: [{ topic: 'night' }] },
    })
    expect((await world.runs.findState('shop'))?.owed).toHaveLength(2)
  })

  test('is for a monitor and a topic that there are', async () => {
    const known = await changesWorld({ topics: () => Promise.resolve([{ name: 'alerts' }]) })
    for (const body of [{ monitor: 'nobody' }, { topic: 'night' }]) {
      const answer = await known.does('/alerts/test', { method: 'POST', body })
      expect(answer).toMatchObject({ status: 404, body: problem('not-found') })
    }
  })

  test('is refused for a monitor that tells nobody', async () => {
    await world.has('quiet', { alerts: [{ topic: 'alerts', onError: false }] })
    const answer = await world.does('/alerts/test', { method: 'POST', body: { monitor: 'quiet' } })
    expect(answer).toMatchObject({ status: 409, body: problem('conflict') })
  })

  test.each(['operations', 'No Topic', '', 5, 'constructor'])('goes to no topic %j', async (topic) => {
    const answer = await world.does('/alerts/test', { method: 'POST', body: { topic } })
    expect(answer).toMatchObject({ status: 422, body: problem('invalid-body', 'topic') })
  })
})

describe('a maintenance window', () => {
  const post = (body: object) => world.does('/maintenance', { method: 'POST', body })
  const hour = { start: 'now', durationMinutes: 60 }

  test('begins now, also on a monitor of the stack file, and is removed by its id', async () => {
    const { status, body } = await post({ ...hour, monitors: ['shop', 'file', 'shop'] })
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        items: [
          { monitorId: 'file', state: 'now', until: '2026-11-24T19:00:00.000Z' },
          { monitorId: 'shop', window: { start: '2026-11-24T18:00', zone: 'UTC', mode: 'mute' } },
        ],
      },
    })
    const [ofFile] = (body as { items: { id: string }[] }).items
    const path = `/maintenance/${ofFile?.id}`
    expect((await world.ask(path, { method: 'DELETE' })).status).toBe(204)
    expect(await world.definitionOf('file')).not.toHaveProperty('maintenance')
    expect(await world.definitionOf('shop')).toHaveProperty('maintenance')
    expect(await world.does(path, { method: 'DELETE' })).toMatchObject({ status: 404 })
  })

  test('begins now by the clocks of a zone', async () => {
    expect(await post({ ...hour, monitors: ['shop'], zone: 'Asia/Kolkata' })).toMatchObject({
      status: 201,
      body: { items: [{ window: { start: '2026-11-24T23:30', zone: 'Asia/Kolkata' } }] },
    })
  })

  test('comes every week to whoever has the tag', async () => {
    const weekly = {
      start: '22:00',
      days: ['sun'],
      durationMinutes: 30,
      zone: 'Europe/Berlin',
      mode: 'pause',
    }
    expect(await post({ ...weekly, tag: 'web', note: 'backups' })).toMatchObject({
      status: 201,
      body: { items: [{ tag: 'web', monitorIds: ['shop'], state: 'coming' }] },
    })
  })

  test('that is there already is answered as it stands', async () => {
    const asked = { ...hour, monitors: ['shop'] }
    expect((await post(asked)).body).toEqual((await post(asked)).body)
    expect(await world.definitionOf()).toMatchObject({ maintenance: { length: 1 } })
  })

  test('is for monitors that there are; with one that there is not none has it', async () => {
    expect(await post({ ...hour, monitors: ['shop', 'nobody'] })).toMatchObject({ status: 404 })
    expect(await world.definitionOf()).not.toHaveProperty('maintenance')
  })

  test.each([
    [{ ...hour, monitors: ['shop'], tag: 'web' }, undefined],
    [hour, undefined],
    [{ ...hour, monitors: [] }, 'monitors'],
    [{ ...hour, monitors: ['NO ID'] }, 'monitors[0]'],
    [{ ...hour, tag: 'NO TAG' }, 'tag'],
    [{ ...hour, monitors: ['shop'], zone: 'Berlin' }, 'zone'],
    [{ ...hour, monitors: ['shop'], durationMinutes: 0 }, 'durationMinutes'],
    [{ ...hour, monitors: ['shop'], start: 'tomorrow', zone: 'UTC' }, 'start'],
    [{ ...hour, monitors: ['shop'], start: '2026-11-01T00:00', zone: 'UTC' }, 'start'],
    [{ ...hour, monitors: ['shop'], start: '22:00', zone: 'UTC' }, 'days'],
    [{ ...hour, monitors: ['shop'], note: 'a\u0000' }, 'note'],
  ])('is refused as %j', async (body, path) => {
    const answer = await post(body)
    expect(answer).toMatchObject({
      status: 422,
      body: problem('invalid-body', ...(path === undefined ? [] : [path])),
    })
    expect(await world.definitionOf()).not.toHaveProperty('maintenance')
  })
})
