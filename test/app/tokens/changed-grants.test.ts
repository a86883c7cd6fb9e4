import { expect, test } from 'vitest'

import type { Redeemed } from '../../../shared/app/ports/token-renewal.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { DAY, HOUR, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { APP_WITH_SECRET, GOOGLE_LOGIN } from '../../support/grants/written-grants.ts'
import { OFFICE, OFFICE_GRANT, REFUSED, renewalWorld, tokenOf } from '../../support/worlds/renewal-world.ts'

const bound = (grant: object, ...hosts: string[]) => storedSecretText({ hosts, value: JSON.stringify(grant) })

function worldWith(stored: string, grant: object = APP_WITH_SECRET) {
  const world = renewalWorld(grant)
  world.stored = stored
  return {
    world,
    read: () => world.clock.runUntil(world.reader.readToken(OFFICE, new AbortController().signal)),
    /** As the watchdog does it once a quarter of an hour has passed. */
    async looked() {
      await world.clock.advance(15 * MINUTE)
      return world.renew()
    },
  }
}

test('hosts that were taken away get the token no longer than a look later', async () => {
  const { world, read, looked } = worldWith(bound(APP_WITH_SECRET, 'a.test', 'b.test'))
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: 24 * HOUR }
  await read()
  world.stored = bound(APP_WITH_SECRET, 'a.test')
  await looked()
  expect(await read()).toMatchObject({ hosts: ['a.test'] })
})

test.each<[string, object, Redeemed]>([
  ['while the endpoint is throttled', APP_WITH_SECRET, REFUSED.throttled(5 * MINUTE)],
  ['with a wrong secret', { ...APP_WITH_SECRET, clientSecret: 'another' }, REFUSED.wrong],
  ['with a grant that is none', { grant: 'none' }, REFUSED.wrong],
])('hosts that were taken away %s lose the token all the same', async (_, grant, answer) => {
  const { world, read, looked } = worldWith(bound(APP_WITH_SECRET, 'a.test', 'b.test'))
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: 24 * HOUR }
  await read()
  world.answer = answer
  world.stored = bound(grant, 'a.test', 'c.test')
  await looked()
  expect(await read()).toMatchObject({ value: tokenOf(1), hosts: ['a.test'] })
  world.stored = bound(grant, 'c.test')
  await looked()
  expect(await read()).toMatchObject({ kind: 'refused' })
})

test('hosts that were added count once somebody asks for a token', async () => {
  const { world, read } = worldWith(bound(APP_WITH_SECRET, 'a.test'))
  await read()
  await world.renew({ asked: true })
  world.stored = bound(APP_WITH_SECRET, 'a.test', 'b.test')
  await world.renew({ asked: true })
  expect(await read()).toMatchObject({ hosts: ['a.test', 'b.test'] })
})

test('of a grant that was deleted no token is said after the next look', async () => {
  const { world, read, looked } = worldWith(bound(APP_WITH_SECRET, 'a.test'))
  await read()
  world.stored = undefined
  expect(await looked()).toMatchObject({ kind: 'missing' })
  expect((await read()).kind).toBe('missing')
})

test.each([
  ['deleted', true],
  ['named by no monitor any more', false],
])('the end of a grant that is %s is told no more after the next look', async (_, isDeleted) => {
  const ends = { ...APP_WITH_SECRET, clientSecretEnds: '2026-01-20' }
  const { world, read, looked } = worldWith(bound(ends, 'a.test'))
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: 24 * HOUR }
  await read()
  expect(await world.runs.due(world.clock.now() + 999 * DAY, 10)).toHaveLength(1)
  if (isDeleted) world.stored = undefined
  else world.ports.isUsed = () => Promise.resolve(false)
  await looked()
  expect(await world.runs.due(world.clock.now() + 999 * DAY, 10)).toEqual([])
  expect((await world.state())?.endsAt === undefined).toBe(isDeleted)
})

test('the token of a user who was logged in anew is used after the next look', async () => {
  const { world, read, looked } = worldWith(JSON.stringify(GOOGLE_LOGIN), GOOGLE_LOGIN)
  await read()
  world.stored = JSON.stringify({ ...GOOGLE_LOGIN, refreshToken: '1//login-of-another-user' })
  await looked()
  expect(await read()).toMatchObject({ value: tokenOf(2) })
})

test('where the endpoint was down at that look, the other login is asked for again within minutes', async () => {
  const { world, read, looked } = worldWith(JSON.stringify(GOOGLE_LOGIN), GOOGLE_LOGIN)
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: 24 * HOUR }
  await read()
  world.stored = JSON.stringify({ ...GOOGLE_LOGIN, refreshToken: '1//login-of-another-user' })
  world.answer = REFUSED.down
  await looked()
  expect(await read(), 'a good token stands meanwhile').toMatchObject({ value: tokenOf(1) })
  world.answer = { kind: 'granted', token: tokenOf(2), lifetime: HOUR }
  await world.clock.advance(MINUTE)
  await world.renew()
  expect(await read()).toMatchObject({ value: tokenOf(2) })
  const { length } = world.asked
  await looked()
  expect(world.asked).toHaveLength(length)
})

test('a look at a grant that is the same asks for nothing, and the next one is due', async () => {
  const { world, looked } = worldWith(bound(APP_WITH_SECRET, 'a.test'))
  await world.renew()
  await looked()
  expect(world.asked).toHaveLength(1)
  const { renewAt = 0 } = (await world.state()) ?? {}
  expect(renewAt - world.clock.now()).toBe(15 * MINUTE)
})

test('who asks hears of a refusal although a good token stands, and although it was refused just now', async () => {
  const { world, read } = worldWith(JSON.stringify(APP_WITH_SECRET))
  await read()
  world.answer = REFUSED.wrong
  for (let time = 1; time <= 2; time += 1) {
    expect(await world.renew({ asked: true })).toMatchObject({
      kind: 'refused',
      reason: 'grant-secret-wrong',
    })
    expect(world.asked).toHaveLength(1 + time)
  }
  expect((await read()).kind).toBe('found')
})

test('that somebody asked leaves the hour of a refusing mail server alone', async () => {
  const { world } = worldWith(JSON.stringify(APP_WITH_SECRET))
  await world.renew()
  await world.renew({ asked: true })
  const { issuedAt = 0 } = (await world.state()) ?? {}
  await world.renew(issuedAt)
  expect(world.asked).toHaveLength(3)
})

test('while the endpoint is down a refusing mail server has it asked every 5 minutes', async () => {
  const { world, read } = worldWith(JSON.stringify(APP_WITH_SECRET))
  const first = await read()
  if (first.kind !== 'found') throw new Error('no token')
  world.answer = REFUSED.down
  for (let run = 0; run < 5; run += 1) await world.renew(first.issuedAt)
  const asked = world.asked.length
  expect(asked).toBeLessThanOrEqual(2)
  await world.clock.advance(6 * MINUTE)
  await world.renew(first.issuedAt)
  expect(world.asked.length).toBe(asked + 1)
})

test.each([
  ['a month before that, by a clock that was put right since, will be told in time', 30, undefined],
  ['on that day is told', 0.5, 1],
])('an end whose last warning was told %s', async (_, left, toldDays) => {
  const { world, read } = worldWith('')
  const endsAt = world.clock.now() + left * DAY
  world.stored = JSON.stringify({ ...APP_WITH_SECRET, clientSecretEnds: isoInstant(endsAt) })
  await world.runs.putGrant({ grant: OFFICE_GRANT, version: 1, failures: 0, endsAt, toldDays: 1 })
  await read()
  expect(await world.state()).toMatchObject({ endsAt })
  expect((await world.state())?.toldDays).toBe(toldDays)
})
