import { beforeEach, expect, test } from 'vitest'

import type { RunResult } from '../../../shared/core/run/run.ts'
import { withoutSmtp } from '../../support/without-smtp.ts'
import { viewsWorld } from './views-world.ts'

let world: ReturnType<typeof viewsWorld>
let failed: RunResult

beforeEach(async () => {
  world = viewsWorld()
  await world.has('shop')
  for (const minutesAgo of [90, 40, 30]) await world.delivered('shop', minutesAgo)
  failed = await world.lost('shop', 20)
  await world.delivered('shop', 10, { slow: ['roundTrip'] })
})

const refOf = ({ monitorId, runId }: RunResult) => `${monitorId}/${runId}`

test('runs lists the newest first', async () => {
  const { out } = await world.says(['runs', 'shop'], { columns: 140 })
  expect(out.match(/^2026.*$/gm)?.map((line) => line.slice(11, 26).trim())).toEqual([
    '17:50:00  SLOW',
    '17:40:00  LOST',
    '17:30:00  OK',
    '17:20:00  OK',
    '16:30:00  OK',
  ])
})

test.each([
  [['--failed'], 1],
  [['--since', '35m'], 3],
  [['--since', '17:00', '--until', '17:31'], 2],
  [['--reason', 'message-not-delivered'], 1],
  [['--location', 'eu-west-1'], 5],
  [['--location', 'us-east-1'], 0],
  [['--trigger', 'recheck'], 0],
  [['--limit', '2'], 2],
])('runs %j', async (options, expected) => {
  const { code, out } = await world.says(['runs', 'shop', ...options])
  expect(code).toBe(0)
  expect(out.split('\n').length - 1).toBe(expected)
})

test('a location without runs is told, and where there are some', async () => {
  expect(await world.says(['runs', 'shop', '--location', 'mars'])).toEqual({
    code: 0,
    out: '',
    err: 'roundtrip: no run at mars; there are runs at eu-west-1\n',
  })
  expect((await world.says(['runs', 'shop', '--location', 'eu-west-1', '--until', '2026-10'])).err).toBe('')
})

test('--from and --to are --since and --until', async () => {
  const asked = async (...options: string[]) => (await world.says(['runs', 'shop', ...options])).out
  expect(await asked('--from', '17:00', '--to', '17:31')).toBe(
    await asked('--since', '17:00', '--until', '17:31'),
  )
  expect((await world.says(['help', 'runs'])).out).not.toMatch(/--from|--to /)
})

test.each([
  [['--since', '2026-11-24', '--until', '2026-11-01'], '--since: expected a time before 2026-11-02T00:00'],
  [['--since', '2026-12'], '--since: expected a time before 2026-11-24T18:00'],
  [['--since', '7d', '--from', '3d'], '--since and --from are the same: one of them'],
  [['--reason', 'mailbox-locke'], 'did you mean mailbox-locked?'],
  [['--limit', '0'], '--limit: expected a whole number from 1 to 10000, got "0"'],
  [['--since', 'soon'], '--since: expected 24h, 7d, today'],
  [['--trigger', 'cron'], '--trigger: expected schedule, recheck or on-demand'],
])('what cannot be read is told: %j', async (options, words) => {
  const { code, err } = await world.says(['runs', 'shop', ...options])
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) as string })
})

test.each([
  ['MONITOR/RUN, as an alert says it', () => refOf(failed)],
  ['the last part of the run', () => `shop/${failed.runId.slice(-12)}`],
  ['the time of the day', () => 'shop@17:40'],
  ['a time between two runs, whose first it is', () => 'shop@2026-11-24T17:44'],
])('show and log find a run by %s', async (_how, reference) => {
  const { code, out } = await world.says(['show', reference()], { columns: 100 })
  expect(code).toBe(0)
  expect(out).toContain(refOf(failed))
  expect(out).toMatch(/^reason +message-not-delivered$/m)
  const log = await world.says(['log', reference()])
  expect(log.out.split('\n')[0]).toBe('      0.4  smtp     connect   note    connected to 192.0.2.1')
})

test('show says what a run came to, what to do, who was told, and what stands around it', async () => {
  const { out } = await world.says(['show', refOf(failed)], { columns: 100 })
  expect(out).toMatch(/^result +LOST, status 2 \(Test timed out\)$/m)
  expect(out).toMatch(/^to do +The SMTP server accepted the message/m)
  expect(out).toMatch(/^alerts +topic alerts: DOWN, 2026-11-24 17:4\d:\d\d$/m)
  expect(out).toMatch(/^incident +opened .*, over after .*, 1 failed run$/m)
  expect(out).toMatch(/^before +2026-11-24 17:30:00 {2}OK/m)
  expect(out).toMatch(/^after +2026-11-24 17:50:00 {2}SLOW/m)
  expect(out).toMatch(new RegExp(`^log +3 lines: roundtrip log ${refOf(failed)}$`, 'm'))
})

test('show says what Amazon SES told of the message, where no SMTP server sent it', async () => {
  const restore = await withoutSmtp(world.monitors, 'shop')
  const at = failed.startedAt + 1000
  await world.runs.noteMailEvent(failed, { kind: 'delayed', at, type: 'IPFailure', text: '4 \x1b[3m' })
  await world.runs.noteMailEvent(failed, { kind: 'delivered', at: at + 60_000, server: '192.0.2.25' })
  const { out } = await world.says(['show', refOf(failed)], { columns: 100 })
  expect(out).toContain(
    [
      'delivery    2026-11-24 17:40:01  Amazon SES could not deliver it yet (IPFailure): "4 \\x1b[3m"',
      '            2026-11-24 17:41:01  Amazon SES delivered it to 192.0.2.25',
    ].join('\n'),
  )
  await restore()
})

test.each(['shop', 'shop@17:40'])('show %s names the zone of its times in a pipe too', async (what) => {
  const { out } = await world.says(['show', what, '--zone', 'Europe/Berlin'])
  expect(out.split('\n')[0]).toMatch(
    /^stack Roundtrip in eu-west-1 · shop.* · 2026-11-24 19:00:00 Europe\/Berlin$/,
  )
})

test('what a server said cannot steer the terminal', async () => {
  const { out } = await world.says(['log', refOf(failed)], { columns: 100 })
  expect(out).not.toContain('\x1b[31m')
  expect(out).toContain('220 mail.example.com \\x1b[31mESMTP')
})

test('show MONITOR is its page: figures, last run, incidents', async () => {
  const { out } = await world.says(['show', 'shop'], { columns: 100 })
  expect(out).toMatch(/^last 24 h +80\.00 %, 1 of 5 failed, median round trip /m)
  expect(out).toMatch(/^last run +2026-11-24 17:50:02 {2}OK/m)
  expect(out).toMatch(/^incidents +opened /m)
})

test('log MONITOR is the log of its last run', async () => {
  const { out } = await world.says(['log', 'shop', '--json'])
  const answer = JSON.parse(out) as { ref: string; items: unknown[] }
  expect(answer.ref).toMatch(/^shop\/20261124T175000Z_/)
  expect(answer.items).toHaveLength(3)
})

test.each([
  ['shop/nonsense', 2],
  ['shop/0123456789ab', 1],
  ['shpo@17:40', 1],
])('a reference that names no run: %s', async (reference, expected) => {
  const { code, err } = await world.says(['log', reference])
  expect(code).toBe(expected)
  expect(err).not.toBe('')
})
