import { describe, expect, test } from 'vitest'

import { openRun } from '../contracts/run-fixtures.ts'
import { withoutSmtp } from '../support/without-smtp.ts'
import { apiWorld } from './api-world.ts'
import { readsWorld } from './reads-world.ts'

const { ask, before, last, ref, runs, has } = await readsWorld()
const problemAt = (path: string) => ({
  type: 'urn:roundtrip:problem:invalid-query',
  problems: [expect.objectContaining({ path })],
})

describe('spans', () => {
  test.each([
    ['that end before they begin', 'from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z'],
    ['of more than 400 days', 'from=2020-01-01T00:00:00Z'],
  ])('%s are refused', async (_what, query) => {
    for (const route of ['availability', 'round-trips', 'runs']) {
      const { status, body } = await ask(`/monitors/shop/${route}?${query}`)
      expect({ route, status, body }).toMatchObject({ status: 400, body: problemAt('from') })
    }
  })

  test('by the hour are of 92 days at most: more hours are more than an answer may hold', async () => {
    const path = '/monitors/shop/availability?by=hour&to=2026-11-24T00:00:00Z&from='
    expect((await ask(`${path}2026-08-24T00:00:00Z`)).status).toBe(200)
    expect(await ask(`${path}2026-08-23T00:00:00Z`)).toMatchObject({ status: 400, body: problemAt('from') })
  })

  test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('at %s there is nothing', async (to) => {
    const answer = await ask(`/monitors/shop/runs?to=${to}`)
    expect([200, 400]).toContain(answer.status)
  })
})

test('a cursor of another monitor is refused', async () => {
  const runsOf = await ask(`/monitors/blog/runs?cursor=${ref}`)
  expect(runsOf).toMatchObject({ status: 400, body: problemAt('cursor') })
  const { body } = await ask('/alerts?monitor=shop&limit=1')
  const { next = '' } = body as { next?: string }
  expect(next).toMatch(/^shop\//)
  const alerts = await ask(`/alerts?monitor=blog&cursor=${encodeURIComponent(next)}`)
  expect(alerts).toMatchObject({ status: 400, body: problemAt('cursor') })
})

test('strips are bounded by all their cells', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `m-${index}`).join(',')
  expect(await ask(`/strips?by=hour&count=501&ids=${ids}`)).toMatchObject({
    status: 400,
    body: problemAt('count'),
  })
  expect((await ask(`/strips?by=hour&count=500&ids=${ids}`)).status).toBe(200)
  expect(await ask(`/strips?by=day&count=91&ids=shop`)).toMatchObject({ body: problemAt('count') })
  expect(await ask(`/strips?ids=${ids},shop`)).toMatchObject({ body: problemAt('ids') })
  expect(await ask('/strips')).toMatchObject({ status: 400, body: problemAt('ids') })
})

describe('text', () => {
  const log = `/monitors/shop/runs/${last.runId}/log`

  test.each([
    ['text/plain', 'text/plain'],
    ['text/html, text/*;q=0.5', 'text/html'],
    ['application/json;q=0.1, text/plain', 'text/plain'],
    ['text/plain;q=0', 'application/json'],
    ['*/*', 'application/json'],
    ['image/png', 'application/json'],
  ])('the log with Accept: %s is %s', async (accept, type) => {
    const { status, headers } = await ask(log, { headers: { accept } })
    expect([status, headers.get('content-type')?.split(';')[0]]).toEqual([200, type])
  })

  test.each([
    ['text/plain', 'txt', /^Email test of 2026-11-24 17:40:00\.000 \+00:00: the test message did not arrive/],
    ['text/html', 'html', /^<!doctype html>/],
  ])(
    'as %s it is a report to send, in a file of its name, and steers nothing',
    async (accept, ending, begin) => {
      const { text, headers } = await ask(log, { headers: { accept } })
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="roundtrip-shop-20261124T174000Z-[0-9a-f]{12}\\.${ending}"$`),
      )
      expect(text).toMatch(begin)
      expect(text).toContain('220 mail.example.com')
      expect(text).toContain('Last good run')
      expect(text).not.toContain('\u001b')
    },
  )

  test.each(['application/json', 'text/plain', 'text/html'])(
    'as %s it masks addresses where asked',
    async (accept) => {
      const said = { atMs: 1, dialogue: 'smtp', side: 'client', phase: 'submit' } as const
      await runs.putLog(before, [{ ...said, text: 'MAIL FROM:<probe@example.com>' }], 30)
      const of = async (query: string) =>
        (await ask(`/monitors/shop/runs/${before.runId}/log${query}`, { headers: { accept } })).text
      expect(await of('')).toContain('probe@example.com')
      expect(await of('?mask=true')).not.toContain('probe@')
      expect(await of('?mask=true')).toContain('p***@example.com')
    },
  )

  test('nor is the monitor in the name of a masked file', async () => {
    const { headers } = await ask(`/monitors/shop/runs/${before.runId}/log?mask=true`, {
      headers: { accept: 'text/plain' },
    })
    expect(headers.get('content-disposition')).toMatch(/"roundtrip-\d{8}T\d{6}Z-[0-9a-f]{12}\.txt"$/)
  })

  test('a name is no formula in the file of a month', async () => {
    const { text, headers } = await ask('/reports/month?month=2026-11&tag=web&goal=99', {
      headers: { accept: 'text/csv' },
    })
    expect(headers.get('content-disposition')).toBe('attachment; filename="roundtrip-2026-11-monitors.csv"')
    expect(text.split('\n').slice(0, 2)).toEqual([
      'monitorId,name,month,zone,availability,runs,ok,failed,p50Ms,p95Ms,downMs,incidents,availabilityBefore,goalKept',
      expect.stringMatching(/^shop,'=Shop,2026-11,UTC,0\.66\d+,9,6,3,1511,1511,\d+,2,,false$/),
    ])
  })
})

test.each([
  [
    'incidents',
    'monitorId,name,openedAt,resolvedAt,lengthMs,failedRuns,locations,reasons,acknowledgedAt,note',
    3,
  ],
  ['locations', 'location,availability,runs,ok,failed,p50Ms,p95Ms', 2],
  ['hours', 'hour,availability,runs,ok,failed,p50Ms,p95Ms', 25],
])('the table %s of a month is a file too', async (table, head, lines) => {
  const { text, headers } = await ask(`/reports/month?month=2026-11&tag=web&table=${table}`, {
    headers: { accept: 'text/csv' },
  })
  expect(headers.get('content-disposition')).toContain(`roundtrip-2026-11-${table}.csv`)
  expect(text.trimEnd().split('\n')).toMatchObject({ 0: head, length: lines })
})

test('the overview is read once in 10 s, in whichever zones, and again if that failed', async () => {
  const world = apiWorld()
  await world.has('shop')
  let reads = 0
  const { list } = world.monitors
  world.monitors.list = () => {
    reads += 1
    return reads === 1 ? Promise.reject(new Error('out of reach')) : list()
  }
  expect((await world.ask('/overview')).status).toBe(500)
  for (const zone of ['UTC', 'Europe/Berlin', 'UTC']) {
    expect((await world.ask(`/overview?zone=${zone}`)).status).toBe(200)
  }
  expect(reads).toBe(2)
  await world.clock.advance(10_000)
  await world.ask('/overview')
  expect(reads).toBe(3)
})

test('a row that was typed in by hand is answered as it can be', async () => {
  await has('typed', {
    at: 1e300,
    pausedUntil: 1e17,
    since: -1e17,
    tags: new Set(['eu']),
    name: '\u202Eevil\u0007',
    mailbox: { server: 'pop3://user:hunter2@mail', password: 'hunter2' },
  })
  for (const path of ['/monitors', '/monitors/typed', '/overview', '/maintenance', '/secrets']) {
    const { status, text } = await ask(path)
    expect({ path, status }).toEqual({ path, status: 200 })
    expect(text).not.toContain('hunter2')
    for (const hostile of ['\u202E', '\u0007']) expect(text).not.toContain(hostile)
  }
  expect((await ask('/monitors/typed')).body).toMatchObject({ definition: { at: 1e300, tags: ['eu'] } })
})

test('a list of monitors goes on after a row whose id was typed in by hand', async () => {
  const { ask: askThere, has: hasThere } = apiWorld()
  for (const monitorId of ['Not/an id', 'a', 'b']) await hasThere(monitorId)
  const { body } = await askThere('/monitors?limit=1')
  const { next = '' } = body as { next?: string }
  expect(next).toBe('Not/an id')
  const after = await askThere(`/monitors?limit=1&cursor=${encodeURIComponent(next)}`)
  expect(after.body).toMatchObject({ items: [{ monitorId: 'a' }], next: 'a' })
})

test('what a removed monitor left is still told', async () => {
  const { ask: askAfter, monitors: rows } = await readsWorld()
  rows.find = () => Promise.resolve(undefined)
  rows.list = () => Promise.resolve([])
  expect((await askAfter('/monitors/shop')).status).toBe(404)
  for (const path of [
    '/monitors/shop/runs',
    '/monitors/shop/availability',
    `/monitors/shop/runs/${last.runId}`,
  ]) {
    expect((await askAfter(path)).status).toBe(200)
  }
})

test('what Amazon SES told of a message stands in its run', async () => {
  const there = await readsWorld()
  await withoutSmtp(there.monitors, 'shop')
  const path = `/monitors/shop/runs/${there.last.runId}`
  expect((await there.ask(path)).body).not.toHaveProperty('mailEvents')
  const at = Date.parse('2026-11-24T17:41:00Z')
  const bounce = { type: 'Permanent', subType: 'General', text: '550 5.1.1 user unknown' }
  await there.runs.noteMailEvent(there.last, { kind: 'bounced', at: at + 1000, ...bounce })
  await there.runs.noteMailEvent(there.last, { kind: 'delivered', at, tookMs: 1234, server: '192.0.2.25' })
  expect((await there.ask(path)).body).toMatchObject({
    mailEvents: [
      {
        kind: 'delivered',
        at: '2026-11-24T17:41:00.000Z',
        words: 'Amazon SES delivered it to 192.0.2.25 after 1.2 s',
        tookMs: 1234,
        server: '192.0.2.25',
      },
      {
        kind: 'bounced',
        at: '2026-11-24T17:41:01.000Z',
        words: 'Amazon SES says that it bounced (Permanent, General): "550 5.1.1 user unknown"',
        ...bounce,
      },
    ],
  })
})

test('a run under way has no result yet', async () => {
  const open = openRun({ monitorId: 'shop', scheduledAt: Date.parse('2026-11-24T18:00:00Z') })
  await runs.claim(open)
  const { status, body } = await ask(`/monitors/shop/runs/${open.runId}`)
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { detail: 'this run of shop has no result yet' },
  })
})
