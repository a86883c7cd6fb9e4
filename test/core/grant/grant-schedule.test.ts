import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  GRANT_LEASE,
  grantDueAt,
  isLeased,
  isUsable,
  refusalThatStands,
  renewalNeed,
} from '../../../shared/core/grant/grant-schedule.ts'
import type { GrantState } from '../../../shared/core/grant/grant-state.ts'
import type { GrantReason } from '../../../shared/core/run/statuses.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const token = (age: number, life = HOUR) => ({ issuedAt: NOW - age, expiresAt: NOW - age + life })
const refusedAs = (reason: GrantReason, age: number, change: Partial<GrantState> = {}): GrantState => ({
  grant: 'ssm:office',
  version: 1,
  failures: 1,
  refusal: { reason, detail: 'no', at: NOW - age },
  ...change,
})
const stands = (state: GrantState, now = NOW) => refusalThatStands(state, now) !== undefined

test.each([
  ['just issued', token(0), true],
  ['issued by a clock that is a minute ahead', token(-MINUTE), true],
  ['issued in the future', token(-MINUTE - 1), false],
  ['about to end', token(HOUR - 5 * MINUTE), false],
])('a token that was %s may be handed out: %#', (_, life, usable) => {
  expect(isUsable(life, NOW)).toBe(usable)
})

test.each([
  ['that nobody took', undefined, false],
  ['taken now', NOW + GRANT_LEASE, true],
  ['that has just lapsed', NOW, false],
  ['by a clock that is a minute ahead', NOW + GRANT_LEASE + MINUTE, true],
  ['by a clock that is further ahead', NOW + GRANT_LEASE + MINUTE + 1, false],
])('a lease %s holds: %#', (_, leaseUntil, holds) => {
  expect(isLeased(leaseUntil === undefined ? {} : { leaseUntil }, NOW)).toBe(holds)
})

describe('a token is fetched', () => {
  const good = token(MINUTE)
  test.each([
    ['if there is none', undefined, {}, undefined, 'missing'],
    ['if it has ended', token(2 * HOUR), { renewAt: NOW + HOUR }, undefined, 'missing'],
    ['not while it is good', good, { renewAt: NOW + 1 }, undefined, undefined],
    ['from its time on', good, { renewAt: NOW }, undefined, 'ahead'],
    ['not ahead if nobody uses it', good, {}, undefined, undefined],
    ['if a mail server refused it', good, {}, good.issuedAt, 'refused'],
    ['not if it refused another', good, {}, good.issuedAt - 1, undefined],
    ['not twice an hour for that', good, { renewedForRefusalAt: NOW - HOUR }, good.issuedAt, undefined],
    ['for that once an hour', good, { renewedForRefusalAt: NOW - HOUR - 1 }, good.issuedAt, 'refused'],
    ['for that by a clock set back', good, { renewedForRefusalAt: NOW + DAY }, good.issuedAt, 'refused'],
  ])('%s', (_, access, state, refused, need) => {
    expect(renewalNeed(access, state, { now: NOW, refused })).toBe(need)
  })
})

describe('a refusal', () => {
  test.each<[string, GrantState, boolean]>([
    ['just now is remembered', refusedAs('grant-secret-wrong', 0), true],
    ['a minute ago is not', refusedAs('grant-secret-wrong', MINUTE), false],
    ['again and again is for longer', refusedAs('grant-secret-wrong', 3 * MINUTE, { failures: 3 }), true],
    ['ever again is for 5 minutes at most', refusedAs('grant-refused', 5 * MINUTE, { failures: 99 }), false],
    [
      'is for 5 minutes at most where the renewal ahead comes later',
      refusedAs('grant-consent-missing', 5 * MINUTE, { failures: 5, renewAt: NOW + 10 * MINUTE }),
      false,
    ],
    [
      'for too many requests is for as long as the endpoint wishes',
      refusedAs('token-throttled', 30 * MINUTE, { renewAt: NOW + 30 * MINUTE }),
      true,
    ],
    [
      'for too many requests is not for longer than that',
      refusedAs('token-throttled', HOUR, { renewAt: NOW }),
      false,
    ],
    ['by an endpoint that is down is not', refusedAs('token-endpoint-unavailable', 0), false],
    [
      'by one that is down is not, whenever it is asked anew',
      refusedAs('token-endpoint-unavailable', 0, { failures: 9, renewAt: NOW + 15 * MINUTE }),
      false,
    ],
    ['by a clock that was set back since is not', refusedAs('grant-secret-wrong', -2 * MINUTE), false],
  ])('%s', (_, state, remembered) => {
    expect(stands(state)).toBe(remembered)
  })

  const reason = fc.constantFrom<GrantReason>(
    'grant-secret-wrong',
    'grant-consent-missing',
    'grant-login-expired',
    'token-throttled',
    'token-endpoint-unavailable',
  )
  /** As any clock may have written it. */
  const time = fc.integer({ min: -DAY, max: DAY })

  test('ends, whatever the clock that wrote it said', () => {
    const anything = fc.record({
      reason,
      age: time,
      failures: fc.nat(1000),
      renewIn: fc.option(time, { nil: undefined }),
    })
    fc.assert(
      fc.property(anything, ({ reason, age, failures, renewIn }) => {
        const renewAt = renewIn === undefined ? {} : { renewAt: NOW + renewIn }
        const state = refusedAs(reason, age, { failures, ...renewAt })
        const longest = reason === 'token-throttled' ? HOUR : 5 * MINUTE
        const times = Array.from({ length: 4 * 60 }, (_, minute) => minute).filter((minute) =>
          stands(state, NOW - 2 * HOUR + minute * MINUTE),
        )
        const spanMs = times.length === 0 ? 0 : ((times.at(-1) ?? 0) - (times[0] ?? 0)) * MINUTE
        expect(spanMs).toBeLessThanOrEqual(longest + MINUTE)
      }),
    )
  })
})

test('a token is not fetched more often than the rules allow, whoever asks and whatever was refused', () => {
  const step = fc.record({ passes: fc.integer({ min: 1, max: 20 * 60 }), isRefused: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), (steps) => {
      let now = NOW
      let access = token(0)
      let state: Pick<GrantState, 'renewAt' | 'renewedForRefusalAt'> = { renewAt: NOW + 40 * MINUTE }
      const fetched = { missing: 0, ahead: 0, refused: 0, asked: 0 }
      for (const { passes, isRefused } of steps) {
        now += passes * SECOND
        const need = renewalNeed(access, state, { now, refused: isRefused ? access.issuedAt : undefined })
        if (!need) continue
        fetched[need] += 1
        access = { issuedAt: now, expiresAt: now + HOUR }
        state = {
          ...state,
          renewAt: now + 40 * MINUTE,
          ...(need === 'refused' && { renewedForRefusalAt: now }),
        }
      }
      const hours = (now - NOW) / HOUR
      expect(fetched.refused).toBeLessThanOrEqual(Math.floor(hours) + 1)
      expect(fetched.ahead + fetched.missing).toBeLessThanOrEqual(Math.floor(hours * 1.5))
    }),
  )
})

test.each<[string, Partial<GrantState>, number | undefined]>([
  ['nothing is to be done', {}, undefined],
  ['a token is to be renewed', { renewAt: NOW }, NOW],
  ['an end is to be told', { renewAt: NOW + HOUR, endsAt: NOW + 21 * DAY }, NOW],
  ['an end is to be told, and no monitor names it', { endsAt: NOW + 21 * DAY }, undefined],
  ['both are', { renewAt: NOW, endsAt: NOW + 21 * DAY }, NOW],
  ['an end was told for the last time', { endsAt: NOW, toldDays: 1 }, undefined],
])('a grant is due where %s: %#', (_, change, dueAt) => {
  expect(grantDueAt({ grant: 'ssm:office', version: 1, failures: 0, ...change })).toBe(dueAt)
})
