import { expect, test } from 'vitest'

import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { Renewal, TokenKeeper } from '../../../shared/app/ports/token-renewal.ts'
import { type RenewalPorts, tokenRenewer } from '../../../shared/app/tokens/renew-token.ts'
import { HOUR, MINUTE, type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { sleep } from '../../../shared/app/concurrency/timing.ts'
import { MICROSOFT_LOGIN, REFRESH_TOKEN } from '../../support/grants/written-grants.ts'
import {
  OFFICE,
  OFFICE_GRANT,
  REFUSED,
  type RenewalWorld,
  renewalWorld,
  tokenOf,
} from '../../support/worlds/renewal-world.ts'

const never = new AbortController().signal

/** A login that rotates at each request, and whose access token has ended. */
async function rotatingWorld(): Promise<RenewalWorld> {
  const world = renewalWorld(MICROSOFT_LOGIN)
  world.answer = () => {
    const number = world.asked.length
    const refreshToken = `${REFRESH_TOKEN}-${String(number)}`
    return { kind: 'granted', token: tokenOf(number), lifetime: HOUR, refreshToken }
  }
  await world.renew()
  await world.clock.advance(2 * HOUR)
  return world
}

const keptOf = ({ kept }: RenewalWorld) => [kept.access.get(OFFICE_GRANT), kept.rotated.get(OFFICE_GRANT)]

/** What a client of a store does with a signal: nothing is sent once it has fired. */
const unless = (signal: AbortSignal | undefined) => {
  if (signal?.aborted) throw new Error('aborted')
}

type Frozen = (ports: RenewalPorts, thaw: Promise<void>) => Partial<RenewalPorts>

const atPut =
  (name: 'putAccess' | 'putRotated'): Frozen =>
  ({ kept }, thaw) => ({
    kept: {
      ...kept,
      async [name](...given: unknown[]) {
        await thaw
        unless(given.at(-1) as AbortSignal | undefined)
        await Reflect.apply(kept[name], kept, given)
      },
    } satisfies TokenKeeper,
  })

const atAnswer: Frozen = ({ endpoint }, thaw) => ({
  endpoint: {
    async redeem(...given) {
      const answer = await endpoint.redeem(...given)
      await thaw
      return answer
    },
  },
})

/** The monotonic clock of the process stands still with it, and goes on where it stood. */
function standingStill(clock: Clock, isFrozen: () => boolean): Clock {
  let lostMs = 0
  let frozenAtMs: Millis | undefined
  return {
    ...clock,
    now: () => clock.now(),
    monotonicMs() {
      if (isFrozen()) frozenAtMs ??= clock.monotonicMs()
      else if (frozenAtMs !== undefined) {
        lostMs += clock.monotonicMs() - frozenAtMs
        frozenAtMs = undefined
      }
      return (frozenAtMs ?? clock.monotonicMs()) - lostMs
    },
  }
}

test.each<[string, Frozen, { clockToo?: true }]>([
  ['when the endpoint answered', atAnswer, {}],
  ['when the endpoint answered, and its clock stood still with it', atAnswer, { clockToo: true }],
  ['as it stored the refresh token', atPut('putRotated'), {}],
  ['as it stored the access token', atPut('putAccess'), {}],
])(
  'a holder that was frozen %s writes nothing over what was stored since',
  async (_, frozen, { clockToo }) => {
    const world = await rotatingWorld()
    const { promise: thaw, resolve } = Promise.withResolvers<undefined>()
    let isFrozen = false
    const clock = clockToo ? standingStill(world.clock, () => isFrozen) : world.clock
    const asleep = tokenRenewer({ ...world.ports, clock, ...frozen(world.ports, thaw.then()) }).renew(
      OFFICE,
      never,
    )
    await world.clock.advance(world.tookMs - 1)
    clock.monotonicMs()
    isFrozen = true
    clock.monotonicMs()
    await world.clock.advance(MINUTE)
    await world.renew()
    const stored = keptOf(world)

    isFrozen = false
    resolve(undefined)
    const renewal = await world.clock.runUntil(asleep)
    expect(keptOf(world)).toEqual(stored)
    expect(renewal).toEqual({
      kind: 'kept',
      issuedAt: stored[0] && 'issuedAt' in stored[0] ? stored[0].issuedAt : 0,
    })
  },
)

test('a store that takes longer than the lease is asked again under a new one, and the login is kept', async () => {
  const world = await rotatingWorld()
  let puts = 0
  const { kept, clock } = world
  const slow: TokenKeeper = {
    ...kept,
    async putRotated(grant, token, signal = never) {
      puts += 1
      if (puts === 1) await sleep(clock, MINUTE, signal)
      unless(signal)
      await kept.putRotated(grant, token)
    },
  }
  const renewal = await clock.runUntil(tokenRenewer({ ...world.ports, kept: slow }).renew(OFFICE, never))
  expect(renewal.kind).toBe('kept')
  expect(puts).toBe(2)
  expect(kept.rotated.get(OFFICE_GRANT)?.refreshToken).toBe(`${REFRESH_TOKEN}-2`)
})

/** Ms that reading the grant takes, that a request takes, and whether the rotated refresh token is refused first. */
test.each<[string, Millis, Millis, boolean]>([
  ['two slow requests in a row, as the rotated token has ended', 0, 19 * SECOND, true],
  ['a slow request after a slow store of grants', 15 * SECOND, 19 * SECOND, false],
  ['both', 15 * SECOND, 19 * SECOND, true],
])('no two requests are under way at once: %s', async (_, readMs, tookMs, hasEnded) => {
  const world = await rotatingWorld()
  const { clock, ports } = world
  const granted = world.answer
  world.answer = (asked) => {
    if (hasEnded && asked.refreshToken !== undefined) return REFUSED.expired
    return typeof granted === 'function' ? granted(asked) : granted
  }
  world.tookMs = tookMs
  let underWay = 0
  let most = 0
  const process = () =>
    tokenRenewer({
      ...ports,
      grants: {
        ...ports.grants,
        async read(...given) {
          await sleep(clock, readMs, never)
          return ports.grants.read(...given)
        },
      },
      endpoint: {
        async redeem(...given) {
          underWay += 1
          most = Math.max(most, underWay)
          const answer = await ports.endpoint.redeem(...given)
          underWay -= 1
          return answer
        },
      },
    }).renew(OFFICE, never)
  const before = world.asked.length
  const all = await clock.runUntil(Promise.all([process(), process(), process()]))
  expect(most).toBe(1)
  expect(world.asked.length - before).toBe(hasEnded ? 2 : 1)
  expect(all[0]).toMatchObject({ kind: 'kept' })
})

test.each<[string, boolean, Renewal['kind'], string]>([
  ['that freezes when it has answered, as on Lambda, ends it first', true, 'kept', `${REFRESH_TOKEN}-2`],
  ['that lives on answers, and ends it later', false, 'refused', `${REFRESH_TOKEN}-1`],
])(
  'a request under way when the caller gives up: a process %s',
  async (_, freezesWhenAnswered, kind, known) => {
    const world = await rotatingWorld()
    world.tookMs = 15 * SECOND
    const caller = new AbortController()
    const answer = tokenRenewer({ ...world.ports, freezesWhenAnswered }).renew(OFFICE, caller.signal)
    await world.clock.advance(5 * SECOND)
    caller.abort()
    expect((await world.clock.runUntil(answer)).kind).toBe(kind)
    expect(world.kept.rotated.get(OFFICE_GRANT)?.refreshToken).toBe(known)
    await world.clock.advance(MINUTE)
    expect(world.kept.rotated.get(OFFICE_GRANT)?.refreshToken).toBe(`${REFRESH_TOKEN}-2`)
  },
)
