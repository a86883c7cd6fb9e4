import { parse } from 'csv-parse/sync'
import { beforeEach, expect, test } from 'vitest'

import { viewsWorld } from './views-world.ts'

let world: ReturnType<typeof viewsWorld>

beforeEach(async () => {
  world = viewsWorld()
  await world.has('shop')
  await world.delivered('shop', 40)
  await world.lost('shop', 30, { detail: '=HYPERLINK("http://evil.example")' })
  await world.delivered('shop', 20)
})

const rowsOf = (out: string) => parse<Record<string, string>>(out, { columns: true })

test('export runs: every run with what is stored of it, as CSV', async () => {
  const { code, out } = await world.says(['export', 'runs', 'shop'])
  expect(code).toBe(0)
  const rows = rowsOf(out)
  expect(rows).toHaveLength(3)
  expect(rows[1]).toMatchObject({
    scheduledAt: '2026-11-24T17:30:00.000Z',
    outcome: 'lost',
    status: '2',
    reason: 'message-not-delivered',
    'smtp.submit': '310.02',
  })
})

test('a server’s words are no formula for whoever opens the file', async () => {
  const { out } = await world.says(['export', 'runs', 'shop'])
  expect(rowsOf(out)[1]?.detail).toBe(`'=HYPERLINK("http://evil.example")`)
})

test.each([
  ['runs', 'shop', 3],
  ['availability', 'shop', 1],
  ['incidents', undefined, 1],
] as const)('export %s as JSON', async (what, monitor, count) => {
  const since = what === 'availability' ? ['--since', 'today'] : []
  const line = ['export', what, ...(monitor === undefined ? [] : [monitor]), ...since, '--format', 'json']
  const { code, out } = await world.says(line)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toHaveLength(count)
  const [csv = {}] = rowsOf((await world.says([...line.slice(0, -1), 'csv'])).out)
  const [json = {}] = JSON.parse(out) as object[]
  expect(Object.keys(csv)).toEqual(expect.arrayContaining(Object.keys(json)))
})

test('export availability: a row for each day, oldest first', async () => {
  const { out } = await world.says(['export', 'availability', 'shop', '--since', '2026-11-22'])
  expect(rowsOf(out).map(({ name, runs, failed }) => [name, runs, failed])).toEqual([
    ['2026-11-22', '0', '0'],
    ['2026-11-23', '0', '0'],
    ['2026-11-24', '3', '1'],
  ])
})

test('export availability without MONITOR: a month of all', async () => {
  const { out } = await world.says(['export', 'availability', '--month', '2026-11'])
  expect(rowsOf(out)).toMatchObject([{ monitorId: 'shop', month: '2026-11' }])
  expect(await world.says(['export', 'availability', '--since', '7d'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--since needs a MONITOR') as string,
  })
})

test.each([
  ['2026-11', 1],
  ['2026-10', 0],
])('export incidents --month %s', async (month, count) => {
  expect(rowsOf((await world.says(['export', 'incidents', '--month', month])).out)).toHaveLength(count)
})

test('export incidents: when, how long, why and who was told', async () => {
  const { out } = await world.says(['export', 'incidents', 'shop'])
  expect(rowsOf(out)).toMatchObject([
    { monitorId: 'shop', open: 'false', failedRuns: '1', reasons: 'message-not-delivered', topics: 'alerts' },
  ])
})

test('an empty span is a heading, or an empty list', async () => {
  expect((await world.says(['export', 'runs', 'shop', '--until', '2026-10'])).out).toMatch(
    /^run,scheduledAt,.*\n$/,
  )
  expect((await world.says(['export', 'runs', 'shop', '--until', '2026-10', '--format', 'json'])).out).toBe(
    '[]\n',
  )
})
