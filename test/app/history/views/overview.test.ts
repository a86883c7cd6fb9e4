import { describe, expect, test } from 'vitest'

import { monitorView } from '../../../../shared/app/history/views/monitor.ts'
import { overview } from '../../../../shared/app/history/views/overview.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { type Past, past } from '../../../support/worlds/past.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'

const NOW = NOON + 2 * MINUTE

/** The monitor as it stands, of whose runs the last was at noon. */
async function monitor(results: readonly RunResult[], change: Partial<Past> & { row?: object } = {}) {
  const { row, ...more } = change
  const { ports } = await past({ now: NOW, results, definitions: [{ ...DEFINITION, ...row }], ...more })
  const { monitors, sentence } = await overview(ports)
  const [found] = monitors
  if (!found) throw new Error('no monitor')
  return { ...found, overall: sentence, sentence: (await monitorView('inbox', ports))?.sentence }
}

const before = (minutes: number, change: Partial<RunResult> = {}) => ({
  scheduledAt: NOON - minutes * MINUTE,
  ...change,
})
const passed = deliveredResult(before(10))
const refused = (minutes: number, change: Partial<RunResult> = {}) =>
  lostResult(
    before(minutes, {
      outcome: 'failed',
      reason: 'mailbox-login-refused',
      phase: 'mailbox.auth',
      detail: 'no',
      ...change,
    }),
  )

describe('a monitor as it stands', () => {
  test('that has not run yet is unknown, and says when it will', async () => {
    const found = await monitor([])
    expect(found).toMatchObject({ health: 'unknown', marks: [], hours: Array(48).fill(0), lastRuns: {} })
    expect(found.nextRunAt).toBeGreaterThan(NOW)
    expect(found.nextRunAt).toBeLessThanOrEqual(NOW + 10 * MINUTE)
    expect(found.sentence).toMatch(/^It has not run yet. The first run starts at 12:\d\d UTC\.$/)
  })

  test('that is up tells its last run, its round trip and what is usual', async () => {
    const found = await monitor([
      deliveredResult(before(20, { roundTripMs: 1000 })),
      passed,
      deliveredResult({ roundTripMs: 1900 }),
    ])
    expect(found).toMatchObject({
      health: 'up',
      marks: [],
      roundTripMs: 1900,
      usualRoundTripMs: 1510.5,
      lastRun: { location: 'local', status: 0, trigger: 'schedule' },
      lastGoodRun: { location: 'local', roundTripMs: 1900 },
    })
    expect(found.hours.slice(-2)).toEqual([1, 1])
    expect(found.hoursFrom).toBe(NOON - 47 * HOUR)
    expect(found.overall).toMatch(/^Inbox is up\. Its last message came back in 1\.9 s \(usual 1\.5 s\)\.$/)
  })

  test('that is down tells why, where, and since when, by its incident', async () => {
    const found = await monitor([passed, refused(0)])
    expect(found).toMatchObject({
      health: 'down',
      reason: 'mailbox-login-refused',
      reasonWords: 'the mailbox server refused the login',
      server: 'pop3://mail.example.test:110',
      failingAt: ['local'],
      incident: { failedRuns: 1, failingSince: found.since },
    })
    expect(found.roundTripMs).toBeUndefined()
    expect(found.sentence).toMatch(
      /^Down for \S+ \S+( \S+ \S+)?: the mailbox server pop3:\/\/mail\.example\.test:110 refused the login\. The last message came back in 1\.5 s \(usual 1\.5 s\) at 11:5\d UTC\.$/,
    )
  })

  test('whose message is lost names the mailbox that it is missing in', async () => {
    const found = await monitor([lostResult()])
    expect(found).toMatchObject({ reason: 'message-not-delivered', server: 'pop3://mail.example.test:110' })
  })

  test('that fails and is not down yet says how near it is', async () => {
    const found = await monitor([passed, refused(0)], {
      row: { alerts: [{ afterFailures: 3 }, { afterFailures: 5 }] },
    })
    expect(found).toMatchObject({
      health: 'up',
      failing: { runs: 1, of: 3 },
      reason: 'mailbox-login-refused',
    })
    expect(found.overall).toBe('Inbox is failing and not down yet, 1 of 3.')
  })

  test('whose failure is looked into by a second run says so', async () => {
    const found = await monitor([passed, refused(0)], { row: { alerts: [{ verify: true }] } })
    expect(found.failing).toMatchObject({ runs: 0, of: 1, awaitsRecheck: true })
  })

  test('that is slow', async () => {
    const found = await monitor([passed, deliveredResult({ slow: ['roundTrip'] })])
    expect(found.health).toBe('slow')
    expect(found.since).toBeGreaterThan(NOON)
  })

  test('without a result for two intervals is unknown and silent, never up', async () => {
    const { ports } = await past({ now: NOON + 27 * MINUTE, results: [passed, deliveredResult()] })
    expect((await overview(ports)).monitors[0]).toMatchObject({ health: 'unknown', marks: ['silent'] })
  })

  test.each([1, 10, 1440])(
    'of every %i minutes is unknown as soon as its last run says nothing any more',
    async (intervalMinutes) => {
      const last = deliveredResult()
      // A day's monitor is silent before that: one run that is missing is enough.
      const silent = intervalMinutes === 1440
      const until = silent
        ? NOON + DAY + 30 * SECOND + 5 * MINUTE
        : last.finishedAt + 2 * intervalMinutes * MINUTE + 30 * SECOND
      const at = (now: number) => monitor([last], { now, row: { intervalMinutes, timeoutSeconds: 30 } })
      expect(await at(until)).toMatchObject({ health: 'up', marks: [] })
      const after = await at(until + 1)
      expect(after).toMatchObject({ health: 'unknown', marks: silent ? ['silent'] : [] })
      expect(after.sentence).toMatch(/^Unknown: no result has arrived since (2026-01-05 )?12:01 UTC\.$/)
    },
  )

  test('that is silent at one of its locations is as the others say', async () => {
    const found = await monitor([
      deliveredResult(before(40, { location: 'berlin' })),
      passed,
      deliveredResult(),
    ])
    expect(found).toMatchObject({ health: 'up', marks: ['silent'] })
    expect(found.overall).toBe('Inbox is silent at some location.')
  })

  test('that could not be tested for long is unknown; for once it is as it was', async () => {
    const missing = (minutes: number) =>
      lostResult(before(minutes, { outcome: 'inconclusive', status: 90, reason: 'secret-not-found' }))
    const once = await monitor([deliveredResult(before(10)), missing(0)])
    expect(once).toMatchObject({ health: 'up', marks: ['not-tested'], reason: 'secret-not-found' })
    const long = await monitor([
      deliveredResult(before(40)),
      missing(30),
      missing(20),
      missing(10),
      missing(0),
    ])
    expect(long).toMatchObject({ health: 'unknown', marks: ['not-tested'] })
    expect(long.sentence).toBe(
      'Unknown: no run has had a verdict since 11:20 UTC (a password or grant of the monitor is not set).',
    )
  })

  test('that is paused, disabled or in maintenance is that, whatever its runs came to', async () => {
    const down = [passed, refused(0)]
    const until = '2026-01-05T13:00:00Z'
    expect(await monitor(down, { row: { pausedUntil: until } })).toMatchObject({
      health: 'paused',
      pausedUntil: Date.parse(until),
      sentence: 'Paused until 13:00 UTC.',
    })
    const disabled = await monitor(down, { row: { enabled: false } })
    expect(disabled).toMatchObject({ health: 'paused', disabled: true })
    expect(disabled.nextRunAt).toBeUndefined()
    const window = { mode: 'mute', zone: 'UTC', start: '2026-01-05T11:00', durationMinutes: 90 }
    expect(await monitor(down, { row: { maintenance: [window] } })).toMatchObject({
      health: 'maintenance',
      maintenanceUntil: NOON + 30 * MINUTE,
    })
  })
})

describe('what stands in a row', () => {
  const bad = { ...DEFINITION, monitorId: 'bad', name: 'Bad \u001b[2J\u202e', tags: ['a\nb'], interval: 'x' }

  test('may have mistakes, and is shown all the same', async () => {
    const { ports, monitors: rows } = await past({ now: NOW })
    await rows.put({ monitorId: 'bad', managedBy: 'table', revision: 1, definition: bad }, undefined)
    const { monitors, sentence, counts } = await overview(ports)
    const found = monitors.find(({ monitorId }) => monitorId === 'bad')
    expect(found).toMatchObject({ health: 'unknown', marks: ['misconfigured'], tags: ['a\\x0ab'] })
    expect(found?.name).toBe('Bad \\x1b[2J\\u{202e}')
    expect(found?.problems.map(({ path }) => path)).toContain('interval')
    expect(counts).toMatchObject({ unknown: 2, attention: 1, up: 0 })
    expect(sentence).toContain('Bad \\x1b[2J\\u{202e} has mistakes in its row.')
  })
})

test('all of them stand in the order in which somebody wants to see them', async () => {
  const named = (monitorId: string, more: object = {}) => ({
    ...DEFINITION,
    monitorId,
    name: monitorId,
    ...more,
  })
  const run = (monitorId: string, made: RunResult): RunResult => ({ ...made, monitorId })
  const { ports } = await past({
    now: NOW,
    definitions: [
      named('b-up'),
      named('a-up'),
      named('paused', { enabled: false }),
      named('new'),
      named('slow'),
      named('failing', { alerts: [{ afterFailures: 3 }] }),
      named('later-down'),
      named('down'),
    ],
    results: [
      run('b-up', deliveredResult()),
      run('a-up', deliveredResult({ roundTripMs: 4100 })),
      run('slow', deliveredResult({ slow: ['roundTrip'] })),
      run('failing', refused(0)),
      run('later-down', refused(0)),
      run('down', refused(20, { finishedAt: NOON - 20 * MINUTE + 5 * SECOND })),
      run('down', refused(10)),
    ],
  })
  const { monitors, counts } = await overview(ports)
  const names = ['down', 'later-down', 'failing', 'slow', 'new', 'paused', 'a-up', 'b-up']
  expect(monitors.map(({ name }) => name)).toEqual(names)
  expect(counts).toEqual({ down: 2, slow: 1, unknown: 1, maintenance: 0, paused: 1, up: 3, attention: 1 })
})
