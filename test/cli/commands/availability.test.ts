import { beforeEach, expect, test } from 'vitest'

import { viewsWorld } from './views-world.ts'

let world: ReturnType<typeof viewsWorld>

beforeEach(async () => {
  world = viewsWorld()
  await world.has('shop')
  for (const minutesAgo of [90, 40, 30]) await world.delivered('shop', minutesAgo)
  await world.lost('shop', 20)
})

test('availability tells the whole span, then each day', async () => {
  const { code, out } = await world.says(['availability', 'shop', '--from', '2026-11-23'], { columns: 140 })
  expect(code).toBe(0)
  expect(out).toContain('2026-11-23 00:00:00 to 2026-11-24 18:00:00: 75.00 %, 1 of 4 failed')
  expect(out).toMatch(/^DAY +AVAILABILITY +RUNS +FAILED/m)
  expect(out).toMatch(/^2026-11-24 +75\.00 % +4 +1 /m)
  expect(out).toMatch(/^2026-11-23 +- +0 +0$/m)
})

test.each([
  ['hour', '2026-11-24T17:00:00.000Z', '3'],
  ['month', '2026-11-01T00:00:00.000Z', '4'],
])('by %s', async (by, first, runs) => {
  const { out } = await world.says(['availability', 'shop', '--month', '2026-11', '--by', by])
  const row = out.split('\n').find((line) => line.startsWith(first))
  expect(row?.split('\t')[2]).toBe(runs)
})

test('by reason and by location', async () => {
  expect((await world.says(['availability', 'shop', '--by', 'reason'])).out).toBe(
    '1\tmessage-not-delivered\tthe test message did not arrive in time\n',
  )
  expect((await world.says(['availability', 'shop', '--by', 'location'])).out).toMatch(
    /^eu-west-1\t0\.75\t4\t1\t/,
  )
})

test.each([
  ['50', 'goal 50 %: kept, 1 more run could have failed'],
  ['75', 'goal 75 %: kept, 0 more runs could have failed'],
  ['99.9', 'goal 99.9 %: missed by 1 run'],
])('--goal %s', async (goal, words) => {
  const { out } = await world.says(['availability', 'shop', '--goal', goal], { columns: 140 })
  expect(out).toContain(`${words}\n`)
})

test('days are those of the zone', async () => {
  await world.delivered('shop', 18 * 60 - 30, {})
  const { out } = await world.says(['availability', 'shop', '--from', '3d', '--zone', 'America/New_York'])
  expect(out).toMatch(/^2026-11-23T05:00:00\.000Z\t1\t1\t0/m)
})

test('--json has every instant as ISO 8601', async () => {
  const { out } = await world.says(['availability', 'shop', '--from', '2026-11-24', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    ...{ from: '2026-11-24T00:00:00.000Z', to: '2026-11-24T18:00:00.000Z' },
    rows: [{ from: '2026-11-24T00:00:00.000Z', to: '2026-11-24T18:00:00.000Z' }],
  })
})

test('without MONITOR: a month, in UTC, of all', async () => {
  const { code, out } = await world.says(['availability'], { columns: 120 })
  expect(code).toBe(0)
  expect(out).toMatch(/^shop +- .* no night yet$/m)
})

test.each([
  [['--month', '2026-13'], '--month: expected a month as 2026-11'],
  [['--goal', '101'], '--goal: expected a percentage above 0 and at most 100'],
  [['--month', '2026-11', '--from', '7d'], '--month excludes --since and --until'],
  [['--from', '2026-11-24', '--to', '2026-11-01'], 'expected a time before'],
  [['--from', '500d'], '--since: expected a span of at most 400 days'],
])('%j is refused', async (options, words) => {
  const { code, err } = await world.says(['availability', 'shop', ...options])
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) as string })
})
