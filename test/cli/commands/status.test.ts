import { beforeEach, expect, test } from 'vitest'

import { isoInstant } from '../../../shared/core/time/units.ts'
import { NOW, viewsWorld } from './views-world.ts'

let world: ReturnType<typeof viewsWorld>
beforeEach(async () => {
  world = viewsWorld()
  await world.has('shop', { tags: ['web'] })
  await world.has('blog', { alerts: [{ afterFailures: 3 }] })
  for (const minutesAgo of [30, 20, 10]) await world.delivered('shop', minutesAgo)
  await world.delivered('blog', 20)
})

test('says first what is wrong, then lists the worst first', async () => {
  await world.lost('shop', 2)
  await world.lost('blog', 1)
  const { code, out } = await world.says(['status'], { columns: 140 })
  expect(code).toBe(0)
  const lines = out.split('\n')
  expect(lines[0]).toBe('stack Roundtrip in eu-west-1 · 2026-11-24 18:00:00 UTC')
  expect(lines[2]).toMatch(/^shop is down since .*: the test message did not arrive in time/)
  expect(lines[3]).toMatch(/^blog is failing and not down yet, 1 of 3/)
  expect(out).toMatch(/^MONITOR +HEALTH +SINCE +ROUND TRIP \(USUAL\) +LAST RUN +LAST 24 H +WHY$/m)
  const [shop = 0, blog = 0] = ['shop  ', 'blog  '].map((name) =>
    lines.findIndex((line) => line.startsWith(name)),
  )
  expect(shop).toBeLessThan(blog)
  expect(lines[shop]).toMatch(/^shop +down +17:5\d, 1 min .*the test message did not arrive in time/)
  expect(lines[blog]).toMatch(/^blog +failing 1 of 3 /)
})

test('a pipe gets rows without heading, colour or words', async () => {
  await world.lost('shop', 2)
  const { out } = await world.says(['status'])
  const rows = out.replace(/\n$/, '').split('\n')
  expect(rows.map((row) => row.split('\t').length)).toEqual([7, 7])
  const [monitor, health, since, , lastRun, , reason] = (rows[0] ?? '').split('\t')
  expect({ monitor, health, reason }).toEqual({
    monitor: 'shop',
    health: 'down',
    reason: 'message-not-delivered',
  })
  expect(since).toMatch(/^2026-11-24T17:5\d:\d\d\.\d{3}Z$/)
  expect(lastRun).toBe(isoInstant(NOW - 2 * 60_000 + 2000))
})

test('--json is the view itself, with instants as ISO 8601', async () => {
  const { out } = await world.says(['status', '--json'])
  const answer = JSON.parse(out) as { schema: string; at: string; monitors: { monitorId: string }[] }
  expect(answer.schema).toBe('roundtrip.overview/1')
  expect(answer.at).toBe('2026-11-24T18:00:00.000Z')
  expect(answer.monitors.map(({ monitorId }) => monitorId).sort()).toEqual(['blog', 'shop'])
})

test('--json says so too when a pause and maintenance end', async () => {
  const window = { start: '2026-11-24T17:00', durationMinutes: 90, zone: 'UTC' }
  await world.has('new', { pausedUntil: '2026-11-24T19:00:00Z', maintenance: [window] })
  const { out } = await world.says(['status', 'new', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    pausedUntil: '2026-11-24T19:00:00.000Z',
    maintenanceUntil: '2026-11-24T18:30:00.000Z',
  })
})

test.each([
  ['0 where all are up', [], 0],
  ['1 where one is down', ['shop'], 1],
] as const)('--exit-code: %s', async (_what, down, expected) => {
  for (const monitorId of down) await world.lost(monitorId, 2)
  expect((await world.says(['status', '--exit-code'])).code).toBe(expected)
  expect((await world.says(['status'])).code).toBe(0)
})

test('--exit-code: 3 where nobody knows of one', async () => {
  await world.has('new')
  expect((await world.says(['status', '--exit-code'])).code).toBe(3)
})

test('of one monitor: its sentence and its last runs', async () => {
  await world.lost('shop', 2)
  const { out } = await world.says(['status', 'shop'], { columns: 120 })
  expect(out).toMatch(
    /· shop · 2026-11-24 18:00:00 UTC\n\nDown for .*the test message did not arrive in time/,
  )
  expect(out).toMatch(/^2026-11-24 17:58:00 +LOST .*[0-9a-f]{12}$/m)
  expect(out).toMatch(/^2026-11-24 17:50:00 +OK +1\.5 s \(±375 ms\) .*[0-9a-f]{12}$/m)
})

test('a monitor that there is not is told with the one that was meant', async () => {
  const { code, err } = await world.says(['status', 'shpo'])
  expect(code).toBe(1)
  expect(err).toContain('there is no monitor "shpo" in stack Roundtrip in eu-west-1; did you mean shop?')
})

test('--watch draws anew every 10 seconds until Ctrl-C, and only on a terminal', async () => {
  const { code, err } = await world.says(['status', '--watch'])
  expect(code).toBe(2)
  expect(err).toContain('--watch draws on a terminal')
  let stop: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const watching = world.says(['status', '--watch'], { columns: 100, stopped: () => stopped })
  await world.clock.advance(25_000)
  stop()
  const { code: ended, out } = await watching
  expect(ended).toBe(130)
  expect(out.split('\x1b[H\x1b[2J')).toHaveLength(4)
})
