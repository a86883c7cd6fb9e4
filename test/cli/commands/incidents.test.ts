import { beforeEach, expect, test } from 'vitest'

import { viewsWorld } from './views-world.ts'

let world: ReturnType<typeof viewsWorld>

beforeEach(async () => {
  world = viewsWorld()
  await world.has('shop')
  await world.has('blog')
  await world.delivered('shop', 40)
  await world.lost('shop', 30)
  await world.delivered('shop', 20)
  await world.lost('blog', 10)
})

test('incidents lists the open ones first', async () => {
  const { out } = await world.says(['incidents'], { columns: 140 })
  expect(out).toMatch(/^blog +2026-11-24 17:50:02 +open, .*\nshop +2026-11-24 17:30:02 +\d/m)
})

test('the heading of incidents names the month, unless none was asked for', async () => {
  const headOf = async (line: string[]) =>
    (await world.says(['incidents', ...line], { columns: 140 })).out.split('\n')[0]
  expect(await headOf([])).toContain(' · 2026-11 · ')
  expect(await headOf(['shop', '--month', '2026-10'])).toContain(' · shop · 2026-10 · ')
  expect(await headOf(['--open'])).not.toContain('2026-11 ·')
})

test.each([
  [['--open'], ['blog']],
  [['shop'], ['shop']],
  [['shop', '--open'], []],
  [['--month', '2026-10'], []],
  [
    ['--month', '2026-11'],
    ['blog', 'shop'],
  ],
  [['--month', '2026-11', '--open'], ['blog']],
  [['--month', '2026-10', '--open'], []],
  [['--month', '2026-12'], []],
])('incidents %j', async (options, monitors) => {
  const { out } = await world.says(['incidents', ...options, '--json'])
  const answer = JSON.parse(out) as { items: { monitorId: string }[] }
  expect(answer.items.map(({ monitorId }) => monitorId)).toEqual(monitors)
})

test('the month of incidents is that of the zone', async () => {
  await world.has('mail')
  // In the last half hour of October in UTC, which is November in Berlin.
  await world.lost('mail', 34_225)
  await world.delivered('mail', 34_215)
  const countIn = async (month: string, zone: string) => {
    const { out } = await world.says(['incidents', 'mail', '--month', month, '--zone', zone, '--json'])
    return (JSON.parse(out) as { items: unknown[] }).items.length
  }
  expect([await countIn('2026-10', 'UTC'), await countIn('2026-11', 'UTC')]).toEqual([1, 0])
  const berlin = 'Europe/Berlin'
  expect([await countIn('2026-10', berlin), await countIn('2026-11', berlin)]).toEqual([0, 1])
})

test('ack takes up the open incident, with a note', async () => {
  const { code, out } = await world.says(['ack', 'blog', 'the host is told'])
  expect({ code, out }).toEqual({
    code: 0,
    out: 'blog: acknowledged: no more repeats; the recovery will be sent\n',
  })
  expect((await world.says(['incidents', '--open'], { columns: 200 })).out).toContain('the host is told')
  expect((await world.says(['ack', 'blog', 'mended soon'])).out).toContain('the note is new')
  expect((await world.says(['ack', 'blog'])).out).toBe(
    'blog: was acknowledged before: no more repeats; the recovery will be sent\n',
  )
})

test.each([
  [['ack', 'shop'], 1, 'shop has no open incident in stack Roundtrip in eu-west-1'],
  [['ack', 'bolg'], 1, 'did you mean blog?'],
  [['ack', 'blog', ''], 2, 'NOTE: expected 1 to 500 characters'],
  [['ack'], 2, 'expected MONITOR'],
])('%j is refused', async (line, expected, words) => {
  const { code, err } = await world.says(line)
  expect({ code, err }).toEqual({ code: expected, err: expect.stringContaining(words) as string })
})

test('alerts list says what was told, newest first', async () => {
  const { out } = await world.says(['alerts', 'list'])
  expect(out.split('\n').map((line) => line.split('\t').slice(1, 4).join(' '))).toEqual([
    'blog opened alerts',
    'shop resolved alerts',
    'shop opened alerts',
    '',
  ])
  expect((await world.says(['alerts', 'list', 'shop', '--since', '25m'])).out.split('\n')).toHaveLength(2)
})
