import { expect, test } from 'vitest'

import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import {
  APP_WITH_SECRET,
  CLIENT_SECRET,
  GOOGLE_LOGIN,
  REFRESH_TOKEN,
} from '../../support/grants/written-grants.ts'
import { OFFICE, OFFICE_GRANT, REFUSED, renewalWorld, tokenOf } from '../../support/worlds/renewal-world.ts'

const never = new AbortController().signal
const found = (n: number) => ({ kind: 'found', value: tokenOf(n), fullName: 'grant office' })

test('a token is fetched once, read while it is good, and fetched again before it ends', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  const read = () => world.clock.runUntil(world.reader.readToken(OFFICE, never))
  expect(await read()).toMatchObject(found(1))
  await world.clock.advance(53 * MINUTE)
  expect(await read()).toMatchObject(found(1))
  await world.clock.advance(MINUTE)
  expect(await read()).toMatchObject(found(2))
})

test('a token of a life too short for a run is used all the same', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: 2 * SECOND }
  expect(await world.clock.runUntil(world.reader.readToken(OFFICE, never))).toMatchObject(found(1))
})

test('a store that lags is looked at again, and told where it stays behind', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  let looks = 0
  let seenAfter = 3
  const kept = {
    ...world.kept,
    findAccess: async (...given: Parameters<typeof world.kept.findAccess>) =>
      ++looks > seenAfter ? world.kept.findAccess(...given) : undefined,
  }
  const reader = world.readerOf({ ...world.ports, kept: { ...kept } })
  expect(await world.clock.runUntil(reader.readToken(OFFICE, never))).toMatchObject(found(1))
  looks = 0
  seenAfter = Infinity
  await expect(world.clock.runUntil(reader.readToken(OFFICE, never))).resolves.toMatchObject({
    kind: 'refused',
    reason: 'token-endpoint-unavailable',
  })
})

test('an endpoint that is down for an hour hurts nobody while a token stands', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: 2 * HOUR }
  const read = () => world.clock.runUntil(world.reader.readToken(OFFICE, never))
  await read()
  world.answer = REFUSED.down
  await world.clock.advance(HOUR + 20 * MINUTE)
  for (let minute = 0; minute < 30; minute += 1) {
    // As the watchdog has it renewed ahead.
    expect(await world.renew()).toMatchObject({ kind: 'kept' })
    expect(await read()).toMatchObject(found(1))
    await world.clock.advance(MINUTE)
  }
  expect(world.asked.length - 1, 'requests at 0, 1, 3, 7 and 15 minutes').toBe(5)
  await world.clock.advance(HOUR)
  const startedMs = world.clock.monotonicMs()
  expect(await read()).toMatchObject({
    kind: 'refused',
    reason: 'token-endpoint-unavailable',
    detail: 'HTTP 503',
  })
  expect(world.clock.monotonicMs() - startedMs, 'it was waited for').toBeGreaterThan(15 * SECOND)
})

test('a token is kept in the process, and one that was refused goes past that', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  const read = (refused?: number) =>
    world.clock.runUntil(world.cached.readToken(OFFICE, never, refused === undefined ? {} : { refused }))
  const first = await read()
  world.kept.access.clear()
  expect(await read()).toEqual(first)
  expect(await read(first.kind === 'found' ? first.issuedAt : 0)).toMatchObject(found(2))
  expect(await read()).toMatchObject(found(2))
  world.kept.access.clear()
  await world.clock.advance(5 * MINUTE)
  expect(await read()).toMatchObject(found(3))
})

test('no secret stands in what is known of a grant, nor in what a reader is told', async () => {
  const secrets = [
    CLIENT_SECRET,
    REFRESH_TOKEN,
    GOOGLE_LOGIN.clientSecret,
    'rotated-1/7f0a3c9d2b',
    tokenOf(1),
  ]
  for (const grant of [APP_WITH_SECRET, GOOGLE_LOGIN]) {
    const world = renewalWorld(grant)
    const told: unknown[] = []
    const read = async () => {
      const { value: _, ...reading } = {
        value: '',
        ...(await world.clock.runUntil(world.reader.readToken(OFFICE, never))),
      }
      told.push(reading, await world.state(), await world.runs.due(world.clock.now() + 400 * DAY, 10))
    }
    world.answer = {
      kind: 'granted',
      token: tokenOf(1),
      lifetime: HOUR,
      refreshToken: 'rotated-1/7f0a3c9d2b',
    }
    await read()
    await world.clock.advance(2 * HOUR)
    world.answer = { ...REFUSED.wrong, detail: `no such secret: ${secrets.join(' ')}` }
    await read()
    const text = JSON.stringify(told)
    for (const secret of grant === GOOGLE_LOGIN ? secrets.slice(1, 4) : secrets.slice(0, 1))
      expect(text).not.toContain(secret)
    expect(text, 'it was asked and refused').toContain('grant-secret-wrong')
    expect(world.kept.access.get(OFFICE_GRANT)?.token).toBe(tokenOf(1))
  }
})
