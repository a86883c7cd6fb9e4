import { beforeAll, describe, expect, test } from 'vitest'

import { textWidth } from '../../../cli/terminal/text-width.ts'
import { environmentSecrets } from '../../../shared/adapters/secrets/environment-secrets.ts'
import { viewsWorld } from './views-world.ts'

const world = viewsWorld()

const LISTS = [
  'status',
  'status shop',
  'runs shop',
  'runs shop --limit 2',
  'availability shop',
  'availability shop --by reason',
  'availability shop --by location',
  'availability --goal 99.9',
  'incidents',
  'alerts list',
  'monitors list',
  'maintenance list',
  'secrets list',
]

beforeAll(async () => {
  await world.has('shop', { name: 'The shop, where orders are written' })
  await world.has('a-monitor-with-a-long-id', { tags: ['web'] })
  for (const minutesAgo of [80, 70]) await world.delivered('shop', minutesAgo)
  await world.lost('shop', 60, { location: 'us-east-1' })
  await world.delivered('shop', 50, { slow: ['roundTrip'], trigger: 'on-demand' })
  await world.lost('shop', 20)
  await world.lost('a-monitor-with-a-long-id', 10)
  const window = ['--for', '1h', '--zone', 'America/Argentina/Buenos_Aires', '--note', 'the host moves']
  for (const line of [
    ['ack', 'shop', 'the host is told, and says that it takes an hour at least'],
    ['maintenance', 'add', 'shop', ...window],
  ])
    expect(await world.says(line)).toMatchObject({ code: 0, err: '' })
})

async function linesOf(line: string, columns: number): Promise<string[]> {
  const storedSecrets = () => Promise.resolve(environmentSecrets({}))
  const storedList = () => Promise.resolve({ secrets: [] })
  const { code, out, err } = await world.says(line.split(' '), { columns, storedSecrets, storedList })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n')
}

describe.each([40, 60, 80])('on a terminal of %d columns', (columns) => {
  test.each(LISTS)('no line of %s is longer', async (line) => {
    const lines = await linesOf(line, columns)
    expect(lines.filter((one) => textWidth(one) > columns)).toEqual([])
  })
})

test.each([
  ['status', 80],
  ['runs shop', 60],
  ['incidents', 80],
])('%s leaves out columns before it cuts WHY short, on %d', async (line, columns) => {
  const lines = await linesOf(line, columns)
  const heading = lines.find((one) => one.includes('WHY')) ?? ''
  const row = lines
    .slice(lines.indexOf(heading))
    .find((one) => one.startsWith('shop') || one.includes('LOST'))
  expect(row?.slice(heading.indexOf('WHY'))).toMatch(/^the test message did/)
})

test('a name stands beside an id that differs, and in no pipe', async () => {
  expect((await linesOf('status', 160)).join('\n')).toMatch(/^MONITOR +NAME +HEALTH/m)
  const { out } = await world.says(['status'])
  expect(out).not.toContain('The shop')
})
