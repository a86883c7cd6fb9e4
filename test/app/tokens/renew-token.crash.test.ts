import { describe, expect, test } from 'vitest'

import { tokenRenewer } from '../../../shared/app/tokens/renew-token.ts'
import { HOUR, MINUTE } from '../../../shared/core/time/units.ts'
import { MICROSOFT_LOGIN, REFRESH_TOKEN } from '../../support/grants/written-grants.ts'
import { RENEWAL_FAULTS, type RenewalPlan, renewalProcess } from '../../support/worlds/renewal-process.ts'
import {
  OFFICE,
  OFFICE_GRANT,
  REFUSED,
  type RenewalWorld,
  renewalWorld,
  tokenOf,
} from '../../support/worlds/renewal-world.ts'

/** `lenient`: what was handed out before stays good, as at Microsoft. `strict`: only what was handed out last is. */
const ISSUERS = ['lenient', 'strict'] as const
type Issuer = (typeof ISSUERS)[number]

const never = new AbortController().signal

/** A login whose refresh token was rotated once, and whose access token has ended. */
async function rotatingWorld(issuer: Issuer): Promise<RenewalWorld> {
  const world = renewalWorld(MICROSOFT_LOGIN)
  const good = new Set<string>([MICROSOFT_LOGIN.refreshToken])
  world.answer = ({ grant, refreshToken }) => {
    const said = refreshToken ?? (grant.kind === 'refresh-token' ? grant.refreshToken : '')
    if (!good.has(said)) return REFUSED.expired
    if (issuer === 'strict') good.clear()
    const next = `${REFRESH_TOKEN}-${String(world.asked.length)}`
    good.add(next)
    return { kind: 'granted', token: tokenOf(world.asked.length), lifetime: HOUR, refreshToken: next }
  }
  await world.renew()
  await world.clock.advance(2 * HOUR)
  world.kept.writes.length = 0
  return world
}

async function callsOf(issuer: Issuer): Promise<string[]> {
  const world = await rotatingWorld(issuer)
  const process = renewalProcess(world.ports)
  await world.clock.runUntil(tokenRenewer(process.ports).renew(OFFICE, never))
  return process.calls
}

/** Whoever comes later, after the lease of whoever died has lapsed. */
async function renewAnew(world: RenewalWorld) {
  await world.clock.advance(MINUTE)
  return world.renew()
}

test('a refresh token that was rotated is stored before its access token', async () => {
  const world = await rotatingWorld('strict')
  await world.renew()
  expect(world.kept.writes).toEqual(['refresh', 'access'])
})

test('a login that ended by its rotated refresh token is tried once more as it was stored', async () => {
  const world = await rotatingWorld('strict')
  const before = world.asked.length
  const rotated = world.kept.rotated.get(OFFICE_GRANT)
  world.answer = ({ refreshToken }) =>
    refreshToken === undefined ? { kind: 'granted', token: tokenOf(99), lifetime: HOUR } : REFUSED.expired
  expect(await world.renew()).toMatchObject({ kind: 'kept' })
  const said = () => world.asked.slice(before).map(({ refreshToken }) => refreshToken)
  expect(said()).toEqual([rotated?.refreshToken, undefined])
  await world.clock.advance(2 * HOUR)
  await world.renew()
  expect(said().at(-1), 'the dead one is not said again').toBeUndefined()
  expect(said()).toHaveLength(3)
})

test('a new login goes before a refresh token that descends from the old one', async () => {
  const world = await rotatingWorld('lenient')
  world.stored = JSON.stringify({ ...MICROSOFT_LOGIN, refreshToken: 'M.C512_BAY.0.U.-another-login' })
  const before = world.asked.length
  await world.renew()
  expect(world.asked.slice(before).map(({ refreshToken }) => refreshToken)).toEqual([undefined])
})

describe.each(ISSUERS)('where the issuer is %s', async (issuer) => {
  const calls = await callsOf(issuer)
  const plans = calls.flatMap((at) => RENEWAL_FAULTS.map((fault): RenewalPlan => ({ at, fault })))

  test.each(plans)('a renewal that $fault $at leaves a login, or says that it is lost', async (plan) => {
    const world = await rotatingWorld(issuer)
    const process = renewalProcess(world.ports, plan)
    const work = tokenRenewer(process.ports).renew(OFFICE, never)
    await world.clock.runUntil(Promise.race([work, process.death]).catch(() => undefined))
    expect(process.calls, 'the fault struck').toContain(plan.at)

    const renewal = await renewAnew(world)
    if (mayBeLost(issuer, plan)) {
      expect(renewal).toMatchObject({ kind: 'refused', reason: 'grant-login-expired' })
      expect((await world.state())?.refusal?.reason).toBe('grant-login-expired')
      return
    }
    expect(renewal).toMatchObject({ kind: 'kept' })
    const { access } = world.kept
    expect(access.get(OFFICE_GRANT)?.expiresAt).toBeGreaterThan(world.clock.now())
  })
})

/** Between the answer of a strict issuer and what is stored there is nothing but memory. */
function mayBeLost(issuer: Issuer, { at, fault }: RenewalPlan): boolean {
  if (issuer === 'lenient') return false
  return (
    (at === 'endpoint.redeem #1' && fault !== 'dies before') ||
    (at === 'kept.putRotated #1' && fault === 'dies before')
  )
}
