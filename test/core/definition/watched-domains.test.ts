import { describe, expect, test } from 'vitest'

import { DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'
import { describeWatchedDomain, watchedDomains } from '../../../shared/core/definition/watched-domains.ts'

const monitor = (
  emailAddress: string,
  change: Partial<typeof DEFAULT_POLICY> & { onSlow?: number } = {},
) => ({
  monitorId: 'shop',
  emailAddress,
  alerts: [{ ...DEFAULT_POLICY, ...change }],
})

const emails = (...list: string[]) => new Map([['alerts', list]])

describe('a subscriber by email', () => {
  test.each([
    ['in the domain', 'probe@example.com', 'ops@example.com'],
    ['in the domain, written otherwise', 'probe@Example.COM', 'ops@eXample.com'],
    ['below the domain', 'probe@example.com', 'ops@mail.example.com'],
    ['above the domain', 'probe@shop.example.com', 'ops@example.com'],
  ])('%s that is watched may not hear that it fails', (_where, emailAddress, address) => {
    expect(watchedDomains([monitor(emailAddress)], emails(address))).toEqual([
      { topic: 'alerts', address, monitorIds: ['shop'] },
    ])
  })

  test.each([
    ['elsewhere', 'probe@example.com', 'ops@example.org'],
    ['in a domain that ends alike', 'probe@example.com', 'ops@notexample.com'],
    ['beside the domain', 'probe@shop.example.com', 'ops@mail.example.com'],
  ])('%s hears of it', (_where, emailAddress, address) => {
    expect(watchedDomains([monitor(emailAddress)], emails(address))).toEqual([])
  })

  test.each([
    ['a topic that no policy names', { topic: 'oncall' }, 0],
    ['a policy that tells nothing', { onError: false }, 0],
    ['a policy that tells of slow runs alone', { onError: false, onSlow: 3 }, 1],
  ])('of %s: %j', (_what, change, found) => {
    expect(watchedDomains([monitor('probe@example.com', change)], emails('ops@example.com'))).toHaveLength(
      found,
    )
  })

  test('is told once with all the monitors, in each topic that tells it', () => {
    const both = {
      ...monitor('a@example.com'),
      alerts: [DEFAULT_POLICY, { ...DEFAULT_POLICY, topic: 'oncall' }],
    }
    const topics = new Map([
      ['alerts', ['ops@example.com', 'ops@example.org']],
      ['oncall', ['ops@example.com']],
    ])
    const found = watchedDomains([both, { ...monitor('b@mail.example.com'), monitorId: 'blog' }], topics)
    expect(found).toEqual([
      { topic: 'alerts', address: 'ops@example.com', monitorIds: ['shop', 'blog'] },
      { topic: 'oncall', address: 'ops@example.com', monitorIds: ['shop'] },
    ])
  })
})

test.each([
  [['shop'], 'monitor shop tests'],
  [['shop', 'blog'], 'monitors shop, blog test'],
  [['a', 'b', 'c', 'd', 'e'], 'monitors a, b, c and 2 more test'],
])('the warning names %j', (monitorIds, who) => {
  const said = describeWatchedDomain({ topic: 'alerts', address: 'ops@example.com', monitorIds })
  expect(said).toBe(
    `Topic alerts sends email to ops@example.com, and ${who} that domain: when its mail fails, the alert may not arrive. ` +
      'Add a subscriber by SMS, HTTPS or an address in another domain',
  )
})
