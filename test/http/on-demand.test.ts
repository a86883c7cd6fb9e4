import { expect, test } from 'vitest'

import { NotStarted } from '../../shared/app/ports/run-starter.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { demandedWorld } from '../support/worlds/demanded-world.ts'
import { MAILBOX_PASSWORD } from '../support/worlds/run-world.ts'
import { apiWorld } from './api-world.ts'
import { problem } from './changes-world.ts'

interface Progress {
  state: string
  cursor: number
  lines: { text: string }[]
}

async function world(differing: Partial<HttpHome> = {}) {
  const demanded = await demandedWorld()
  const { starter: runs, locations } = demanded.testPorts
  const starter = { ...runs, startTrial: () => Promise.reject(new Error('no trial is meant')) }
  const { ask } = apiWorld({ ports: demanded.ports, probes: { starter, locations }, ...differing })
  const start = (body: object = {}, key?: string) =>
    ask('/monitors/inbox/runs', {
      method: 'POST',
      headers: key === undefined ? {} : { 'idempotency-key': key },
      body,
    })
  return { ...demanded, ask, start }
}

test('a run is asked for, waits, runs, and is done; what was said comes in pieces', async () => {
  const { start, ask, clock, make } = await world()
  const started = await start()
  expect(started).toMatchObject({ status: 202, body: { kind: 'started', location: 'local' } })
  const location = started.headers.get('location') ?? ''
  const progress = async (after = 0) => (await ask(`/${location}?after=${after}`)).body as Progress
  expect(await progress()).toMatchObject({ state: 'waiting', cursor: 0, lines: [] })
  await clock.runUntil(make())
  const done = await progress()
  expect(done).toMatchObject({ state: 'done', result: { outcome: 'delivered', trigger: 'on-demand' } })
  expect(done.lines.length).toBeGreaterThan(3)
  expect(JSON.stringify(done)).not.toContain(MAILBOX_PASSWORD)
  expect((await progress(done.cursor)).lines).toEqual([])
})

test('who asks while one is under way is answered that one', async () => {
  const { start, asked } = await world()
  const first = (await start()).body as { runId: string }
  expect(await start()).toMatchObject({ status: 202, body: { kind: 'joined', runId: first.runId } })
  expect(asked).toHaveLength(1)
})

test('the same key is the same run, also once it is over; another key is another run', async () => {
  const { start, clock, make } = await world()
  const first = (await start({}, 'a key of mine: ü')).body as { runId: string }
  await clock.runUntil(make())
  expect((await start({}, 'a key of mine: ü')).body).toMatchObject({ runId: first.runId })
  const other = (await start({}, 'another')).body as { runId: string }
  expect(other.runId).not.toBe(first.runId)
})

test.each(['', 'x'.repeat(256)])('a key of a wrong length is refused: %j', async (key) => {
  const { start, asked } = await world()
  expect(await start({}, key)).toMatchObject({ status: 422, body: problem('invalid-body') })
  expect(asked).toEqual([])
})

test.each([
  ['no such location', { location: 'mars' }, 409, problem('conflict')],
  ['a location that is none', { location: 5 }, 422, problem('invalid-body', 'location')],
])('with %s nothing is asked for', async (_what, body, status, slug) => {
  const { start, asked } = await world()
  expect(await start(body)).toMatchObject({ status, body: slug })
  expect(asked).toEqual([])
})

test('a paused monitor is not run, and one that there is not neither', async () => {
  const { start, ask, asked } = await world()
  await ask('/monitors/inbox/pause', { method: 'PUT', body: {} })
  expect(await start()).toMatchObject({
    status: 409,
    body: { ...problem('conflict'), detail: expect.stringContaining('paused') as string },
  })
  expect(await ask('/monitors/nobody/runs', { method: 'POST', body: {} })).toMatchObject({ status: 404 })
  expect(asked).toEqual([])
})

test.each([
  ['throttled', 429, 'too-many-requests'],
  ['forbidden', 403, 'access-denied'],
  ['no-location', 409, 'conflict'],
] as const)('a probe that cannot be asked (%s) is a problem', async (reason, status, slug) => {
  const refuse = () => Promise.reject(new NotStarted(reason, 'not now'))
  const starter = { start: refuse, startTrial: refuse }
  const { start } = await world({ probes: { starter, locations: ['local'] } })
  expect(await start()).toMatchObject({ status, body: { ...problem(slug), detail: 'not now' } })
})

test('where nobody makes runs, that is said', async () => {
  const demanded = await demandedWorld()
  const { ask } = apiWorld({ ports: demanded.ports })
  expect(await ask('/monitors/inbox/runs', { method: 'POST', body: {} })).toMatchObject({ status: 409 })
})

test('a run that nobody asked for has no progress', async () => {
  const { ask } = await world()
  const path = '/monitors/inbox/runs/20260105T120000Z_local_on-demand_0123456789ab/progress'
  expect(await ask(path)).toMatchObject({ status: 404, body: problem('not-found') })
  expect(await ask(`${path}?after=-1`)).toMatchObject({
    status: 400,
    body: problem('invalid-query', 'after'),
  })
})
