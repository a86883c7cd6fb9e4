import { expect, test } from 'vitest'

import { referenceText } from '../../../shared/core/definition/fields/secret-reference.ts'
import { HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import type { Redeemed } from '../../../shared/app/ports/token-renewal.ts'
import { APP_WITH_SECRET, CLIENT_SECRET, GOOGLE_LOGIN } from '../../support/grants/written-grants.ts'
import { OFFICE, REFUSED, renewalWorld, tokenOf } from '../../support/worlds/renewal-world.ts'
import { logOf, resultOf, runWorld } from '../../support/worlds/run-world.ts'
import { told } from '../../support/worlds/watched-world.ts'

const EXPIRED: Redeemed = {
  kind: 'refused',
  reason: 'grant-secret-expired',
  detail: `AADSTS7000222: the client secret keys are expired: ${CLIENT_SECRET}`,
  isPassing: false,
}

/** A monitor whose mailbox is opened by a grant, each 5 minutes, and the endpoint of that grant. */
async function grantedWorld(written: object = APP_WITH_SECRET) {
  const grant = renewalWorld(written)
  const mailbox = { server: 'pop3s://mail.example.test', userid: 'probe', grant: referenceText(OFFICE) }
  const world = await runWorld({ mailbox, intervalMinutes: 5 }, grant.clock)
  world.ports.tokens = grant.cached
  const said: string[] = []
  return {
    grant,
    world,
    said,
    async run() {
      const startedAt = world.clock.now()
      world.request = { ...world.request, scheduledAt: startedAt }
      const result = await resultOf(world)
      said.push(...(await logOf(world)).map(({ text }) => text), JSON.stringify(result))
      const tookMs = world.clock.now() - startedAt
      await world.clock.advance(5 * MINUTE - tookMs)
      return { result, tookMs }
    },
  }
}

test('an endpoint that is down is waited for, spoken of as ours, and told at the third run', async () => {
  const { grant, world, run } = await grantedWorld()
  grant.answer = REFUSED.down
  for (let runs = 1; runs <= 3; runs += 1) {
    const { result, tookMs } = await run()
    expect(result).toMatchObject({ status: 90, reason: 'token-endpoint-unavailable' })
    expect(result.detail).toContain('HTTP 503')
    expect(tookMs, 'it was waited for').toBeGreaterThan(10 * SECOND)
    expect(told(world)).toEqual(runs < 3 ? [] : ['inconclusive alerts'])
  }
  expect(world.mail.counts, 'no server was spoken to').toEqual({})
})

test('a client secret that has expired is told at once, once, and ends with a new one', async () => {
  const { grant, world, said, run } = await grantedWorld()
  grant.answer = EXPIRED
  for (let runs = 0; runs < 3; runs += 1) {
    const { result } = await run()
    expect(result).toMatchObject({ status: 90, reason: 'grant-secret-expired' })
    expect(told(world)).toEqual(['inconclusive alerts'])
  }
  expect(world.mail.counts).toEqual({})
  const next = 'another-Q~secret-9jT2'
  grant.stored = JSON.stringify({ ...APP_WITH_SECRET, clientSecret: next })
  grant.answer = { kind: 'granted', token: tokenOf(9), lifetime: HOUR }
  expect((await run()).result.status).toBe(0)
  expect(told(world)).toEqual(['inconclusive alerts'])
  const state = await world.runs.findState('inbox')
  expect(state?.inconclusive, 'the next refusal is told anew').toEqual({})

  const written = [...said, ...world.published.map((message) => JSON.stringify(message))].join('\n')
  expect(written).toContain('AADSTS7000222')
  for (const secret of [CLIENT_SECRET, next, tokenOf(9)]) {
    const spellings = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]
    for (const spelling of spellings) expect(written).not.toContain(spelling)
  }
})

test('runs each 5 minutes ask once for each token, and all deliver', async () => {
  const { grant, run } = await grantedWorld()
  for (let runs = 0; runs < 36; runs += 1) expect((await run()).result.status).toBe(0)
  const { length } = grant.asked
  expect(length, 'a token of an hour serves 55 minutes').toBe(4)
  expect(grant.kept.writes).toHaveLength(length)
})

test.each<[string, Redeemed, { status: number; reason: string }]>([
  ['was revoked', REFUSED.expired, { status: 90, reason: 'grant-login-expired' }],
  ['cannot be renewed for now', REFUSED.down, { status: 2, reason: 'mailbox-login-refused' }],
  ['has a wrong client secret', REFUSED.wrong, { status: 2, reason: 'mailbox-login-refused' }],
])(
  'where a mailbox refuses the good token of a login that %s, each run says so',
  async (_, answer, expected) => {
    const { grant, world, run } = await grantedWorld(GOOGLE_LOGIN)
    expect((await run()).result.status).toBe(0)
    grant.answer = answer
    world.mail.takes.mailbox = 'no token'
    for (let runs = 0; runs < 3; runs += 1) {
      const { result } = await run()
      expect(result).toMatchObject(expected)
      if (expected.status === 90) expect(result.detail).toMatch(/^grant office .*invalid_grant/)
    }
  },
)
