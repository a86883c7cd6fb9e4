import { expect, test } from 'vitest'

import { tokenRenewer } from '../../../shared/app/tokens/renew-token.ts'
import type { Redeemed } from '../../../shared/app/ports/token-renewal.ts'
import { HOUR, MINUTE } from '../../../shared/core/time/units.ts'
import { APP_WITH_SECRET, MICROSOFT_LOGIN, REFRESH_TOKEN } from '../../support/grants/written-grants.ts'
import { renewalProcess } from '../../support/worlds/renewal-process.ts'
import {
  OFFICE,
  OFFICE_GRANT,
  REFUSED,
  type RenewalWorld,
  renewalWorld,
  tokenOf,
} from '../../support/worlds/renewal-world.ts'

const never = new AbortController().signal
const nextOf = (n: number) => `${REFRESH_TOKEN}-${String(n)}`

/** A strict issuer, where only what was handed out last is good; its first access tokens cannot be used. */
function strictWorld({ unusable, isPassing }: { unusable: number; isPassing: boolean }): RenewalWorld {
  const world = renewalWorld(MICROSOFT_LOGIN)
  let good: string = MICROSOFT_LOGIN.refreshToken
  world.answer = ({ grant, refreshToken }): Redeemed => {
    const said = refreshToken ?? (grant.kind === 'refresh-token' ? grant.refreshToken : '')
    if (said !== good) return REFUSED.expired
    const n = world.asked.length
    good = nextOf(n)
    return n <= unusable
      ? { ...REFUSED.down, isPassing, refreshToken: good }
      : { kind: 'granted', token: tokenOf(n), lifetime: HOUR, refreshToken: good }
  }
  return world
}

test.each([true, false])(
  'a refresh token that comes with an unusable access token is stored, and redeemed next (passing: %s)',
  async (isPassing) => {
    const world = strictWorld({ unusable: 1, isPassing })
    if (!isPassing) {
      expect(await world.renew()).toMatchObject({ kind: 'refused' })
      expect(world.kept.rotated.get(OFFICE_GRANT)?.refreshToken).toBe(nextOf(1))
      await world.clock.advance(10 * MINUTE)
    }
    expect(await world.renew()).toMatchObject({ kind: 'kept' })
    expect(world.asked.map(({ refreshToken }) => refreshToken)).toEqual([undefined, nextOf(1)])
    expect(world.kept.writes).toEqual(['refresh', 'refresh', 'access'])
    expect(world.kept.rotated.get(OFFICE_GRANT)?.refreshToken).toBe(nextOf(2))
  },
)

test('so it is where the stored one had to be tried in place of a rotated one that had ended', async () => {
  const world = renewalWorld(MICROSOFT_LOGIN)
  world.answer = { kind: 'granted', token: tokenOf(1), lifetime: HOUR, refreshToken: nextOf(1) }
  await world.renew()
  await world.clock.advance(2 * HOUR)
  world.answer = ({ refreshToken }) =>
    refreshToken === undefined
      ? { ...REFUSED.down, isPassing: false, refreshToken: nextOf(7) }
      : REFUSED.expired
  expect(await world.renew()).toMatchObject({ kind: 'refused', reason: 'token-endpoint-unavailable' })
  expect(world.kept.rotated.get(OFFICE_GRANT)?.refreshToken).toBe(nextOf(7))
})

test('whoever dies after it was stored leaves a login that works', async () => {
  const world = strictWorld({ unusable: 1, isPassing: true })
  const process = renewalProcess(world.ports, { at: 'kept.putRotated #1', fault: 'dies after' })
  const work = tokenRenewer(process.ports).renew(OFFICE, never)
  await world.clock.runUntil(Promise.race([work, process.death]).catch(() => undefined))
  await world.clock.advance(MINUTE)
  expect(await world.renew()).toMatchObject({ kind: 'kept' })
})

test('neither it nor the one before is in what is told', async () => {
  const world = strictWorld({ unusable: 1, isPassing: false })
  const redeem = world.ports.endpoint.redeem.bind(world.ports.endpoint)
  world.ports.endpoint.redeem = async (...given) => {
    const answer = await redeem(...given)
    return answer.kind === 'refused'
      ? { ...answer, detail: `no use of ${answer.refreshToken ?? ''} after ${MICROSOFT_LOGIN.refreshToken}` }
      : answer
  }
  const told = JSON.stringify([await world.renew(), await world.state()])
  expect(told).toContain('no use of')
  expect(told).not.toContain(nextOf(1).slice(-10))
  expect(told).not.toContain(MICROSOFT_LOGIN.refreshToken.slice(-10))
})

test('a refresh token that an app was handed is not kept', async () => {
  const world = renewalWorld(APP_WITH_SECRET)
  world.answer = { ...REFUSED.down, isPassing: false, refreshToken: nextOf(1) }
  await world.renew()
  expect(world.kept.writes).toEqual([])
})
