import { expect, test } from 'vitest'

import { NotStarted } from '../../../shared/app/ports/run-starter.ts'
import { runTrial } from '../../../shared/app/run/run-trial.ts'
import type { TrialRequest } from '../../../shared/core/run/trial.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { DEFINITION, MAILBOX_PASSWORD, runWorld } from '../../support/worlds/run-world.ts'
import { apiWorld } from '../api-world.ts'
import { problem } from '../changes-world.ts'

const TRIED = { ...DEFINITION, monitorId: 'not-saved' }

/** A probe that makes the trials it was asked for when it is told to; `hosts`: those that passwords are stored for. */
async function world(hosts: string[] = ['mail.example.test'], differing: Partial<HttpHome> = {}) {
  const made = await runWorld()
  const asked: TrialRequest[] = []
  const starter = {
    start: () => Promise.reject(new Error('no run is meant')),
    startTrial: (request: TrialRequest) => Promise.resolve(void asked.push(request)),
  }
  const { secrets } = made.ports
  const bound: typeof secrets = {
    ...secrets,
    read: async (...given) => (await secrets.read(...given)).map((one) => ({ ...one, hosts })),
  }
  const ports = { ...made.ports, secrets: bound, definitionSource: 'local-table' as const }
  const { ask } = apiWorld({
    ports,
    probes: { starter, locations: ['local', 'eu-west-1'] },
    ...differing,
  })
  return {
    ...made,
    ask,
    asked,
    start: (body: object = { definition: TRIED }, headers = {}) =>
      ask('/trials', { method: 'POST', body, headers }),
    make: () => made.clock.runUntil(Promise.all(asked.map(({ trialId }) => runTrial(trialId, ports)))),
  }
}

test('a definition that is not saved is tried, watched, and listed nowhere', async () => {
  const { start, ask, asked, make } = await world()
  const started = await start()
  expect(started).toMatchObject({ status: 202, body: { location: 'local', timeoutMs: 60_000 } })
  expect(asked).toHaveLength(1)
  const path = `/${started.headers.get('location') ?? ''}`
  expect((await ask(path)).body).toMatchObject({ state: 'waiting', lines: [] })
  await make()
  const done = (await ask(path)).body as { state: string; cursor: number; lines: object[] }
  expect(done).toMatchObject({ state: 'done', result: { outcome: 'delivered' }, advice: [] })
  expect(done.lines.length).toBeGreaterThan(3)
  expect(JSON.stringify(done)).not.toContain(MAILBOX_PASSWORD)
  expect((await ask(`${path}?after=${done.cursor}`)).body).toMatchObject({ state: 'done', lines: [] })
  expect((await ask('/monitors/not-saved')).status).toBe(404)
})

test('a password that is stored for other hosts is not sent', async () => {
  const { start, ask, make, mail } = await world(['other.example.test'])
  const { headers } = await start()
  await make()
  expect((await ask(`/${headers.get('location') ?? ''}`)).body).toMatchObject({
    state: 'done',
    result: { reason: 'secret-not-for-host' },
  })
  expect(mail.messages).toEqual([])
})

test('every mistake of the definition is answered, before anything else, and nothing is asked for', async () => {
  const { start, asked } = await world()
  const definition = { ...TRIED, timeoutSeconds: 'x', mailbox: { ...TRIED.mailbox, server: 'ftp://x' } }
  const { status, body } = await start({ definition, location: 'mars' })
  expect({ status, body }).toMatchObject({ status: 422, body: problem('invalid-body') })
  const { problems } = body as { problems: { path: string }[] }
  expect(problems.map(({ path }) => path).sort()).toEqual(['mailbox.server', 'timeoutSeconds'])
  expect(await start({})).toMatchObject({ status: 422 })
  const env = { ...TRIED, mailbox: { ...TRIED.mailbox, password: 'env:HOME' } }
  expect(await start({ definition: env })).toMatchObject({
    status: 422,
    body: problem('invalid-body', 'mailbox.password'),
  })
  expect(asked).toEqual([])
})

test('the same key and definition is the same trial', async () => {
  const { start, asked } = await world()
  const ids = await Promise.all(
    ['one', 'one', 'two'].map(async (key) => {
      const { body } = await start({ definition: TRIED }, { 'idempotency-key': key })
      return (body as { trialId: string }).trialId
    }),
  )
  expect(new Set(ids).size).toBe(2)
  expect(new Set(asked.map(({ trialId }) => trialId)).size).toBe(2)
})

test('a location where there is no probe is named', async () => {
  const { start, asked } = await world()
  expect(await start({ definition: TRIED, location: 'mars' })).toMatchObject({
    status: 409,
    body: { ...problem('conflict'), detail: expect.stringContaining('eu-west-1') as string },
  })
  expect(asked).toEqual([])
})

test('a probe that cannot be asked is a problem, and so is none', async () => {
  const refuse = () => Promise.reject(new NotStarted('throttled', 'not now'))
  const probes = { starter: { start: refuse, startTrial: refuse }, locations: ['local'] }
  const { start } = await world([], { probes })
  expect(await start()).toMatchObject({
    status: 429,
    body: { ...problem('too-many-requests'), detail: 'not now' },
  })
  const made = await runWorld()
  const { ask } = apiWorld({ ports: made.ports })
  expect(await ask('/trials', { method: 'POST', body: { definition: TRIED } })).toMatchObject({
    status: 409,
    body: problem('conflict'),
  })
})

test.each(['0123456789abcdef0123', 'x', '__proto__', '%00'])('there is no trial %s', async (id) => {
  const { ask } = await world()
  expect(await ask(`/trials/${id}`)).toMatchObject({ status: 404, body: problem('not-found') })
})
