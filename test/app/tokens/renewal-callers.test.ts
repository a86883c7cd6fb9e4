import { describe, expect, test } from 'vitest'

import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { APP_WITH_SECRET } from '../../support/grants/written-grants.ts'
import { OFFICE, OFFICE_GRANT, REFUSED, renewalWorld, tokenOf } from '../../support/worlds/renewal-world.ts'

test('200 who ask at once make one request, and each has its token', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  const never = new AbortController().signal
  const readings = await world.clock.runUntil(
    Promise.all(Array.from({ length: 200 }, () => world.reader.readToken(OFFICE, never))),
  )
  expect(world.asked).toHaveLength(1)
  expect(new Set(readings.map((one) => (one.kind === 'found' ? one.value : one.kind)))).toEqual(
    new Set([tokenOf(1)]),
  )
})

test('200 with a wrong secret make one request, and the refusal is told to all', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = REFUSED.wrong
  const never = new AbortController().signal
  const renewals = await world.clock.runUntil(
    Promise.all(Array.from({ length: 200 }, () => world.renewer.renew(OFFICE, never))),
  )
  expect(world.asked).toHaveLength(1)
  expect(new Set(renewals.map((one) => JSON.stringify(one)))).toEqual(
    new Set([
      JSON.stringify({ kind: 'refused', reason: 'grant-secret-wrong', detail: REFUSED.wrong.detail }),
    ]),
  )
})

test('an endpoint that is down is asked again while the caller waits, at growing gaps', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = () =>
    world.asked.length < 4 ? REFUSED.down : { kind: 'granted', token: tokenOf(4), lifetime: HOUR }
  expect(await world.renew()).toMatchObject({ kind: 'kept' })
  expect(world.asked).toHaveLength(4)
})

test('a grant that no monitor names any more is not due again', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  await world.renew()
  expect((await world.state())?.renewAt).toBeGreaterThan(world.clock.now())
  await world.clock.advance(41 * MINUTE)
  world.ports.isUsed = () => Promise.resolve(false)
  await world.renew()
  expect(await world.runs.due(world.clock.now() + DAY, 10)).toEqual([])
})

test.each([
  ['it is waited for where it fits', 5 * SECOND, 2, 'kept'],
  ['and else left', 5 * MINUTE, 1, 'refused'],
])('where the endpoint asks for a wait, %s', async (_, waitMs, requests, answer) => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = () =>
    world.asked.length === 1
      ? REFUSED.throttled(waitMs)
      : { kind: 'granted', token: tokenOf(2), lifetime: HOUR }
  expect(await world.renew()).toMatchObject({ kind: answer })
  expect(await world.renew()).toMatchObject({ kind: answer })
  expect(world.asked).toHaveLength(requests)
})

test('an endpoint that says of too many requests and of no wait is not asked again in that call', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = {
    kind: 'refused',
    reason: 'token-throttled',
    detail: 'AADSTS50196: a loop',
    isPassing: true,
  }
  expect(await world.renew()).toMatchObject({ kind: 'refused', reason: 'token-throttled' })
  expect(world.asked).toHaveLength(1)
})

test('a caller whose time is up is answered at once, and what its request brought is kept', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.tookMs = 10 * SECOND
  const caller = new AbortController()
  const renewal = world.renewer.renew(OFFICE, caller.signal)
  await world.clock.advance(2 * SECOND)
  caller.abort()
  expect(await renewal).toMatchObject({ kind: 'refused', reason: 'token-endpoint-unavailable' })
  await world.clock.advance(10 * SECOND)
  expect(world.kept.access.get(OFFICE_GRANT)?.token).toBe(tokenOf(1))
})

describe('two people who ask for a new token at once', () => {
  test('cause one request', async () => {
    const world = renewalWorld(APP_WITH_SECRET)
    await world.renew()
    await world.clock.advance(MINUTE)
    const both = [1, 2].map(() => world.renewer.renew(OFFICE, new AbortController().signal, { asked: true }))
    const issued = await world.clock.runUntil(Promise.all(both))
    expect(world.asked).toHaveLength(2)
    expect(new Set(issued.map((one) => one.kind === 'kept' && one.issuedAt)).size).toBe(1)
  })

  test('cause two where the grant was stored anew in between', async () => {
    const world = renewalWorld(APP_WITH_SECRET)
    await world.renew()
    const { signal } = new AbortController()
    const first = world.renewer.renew(OFFICE, signal, { asked: true })
    await world.clock.advance(world.tookMs / 2)
    world.stored = JSON.stringify({ ...APP_WITH_SECRET, clientSecret: 'another-Q~secret-9jT2' })
    const second = world.renewer.renew(OFFICE, signal, { asked: true })
    await world.clock.runUntil(Promise.all([first, second]))
    expect(world.asked).toHaveLength(3)
  })
})
