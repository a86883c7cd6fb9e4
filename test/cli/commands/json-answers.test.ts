import { beforeAll, expect, test } from 'vitest'

import { optionName } from '../../../cli/application/parameters.ts'
import { namesIn, routeOf } from '../../../cli/application/route.ts'
import { root } from '../../../cli/application/routes.ts'
import { environmentSecrets } from '../../../shared/adapters/secrets/environment-secrets.ts'
import { viewsWorld } from './views-world.ts'

const world = viewsWorld()

/** Every command that answers in JSON; `check` and `test`, which meet servers, have tests of their own. */
const LINES = [
  'status',
  'status shop',
  'status blog',
  'runs shop',
  'show shop',
  'show blog',
  'show shop@17:40',
  'log shop@17:40',
  'availability shop',
  'availability shop --by hour --goal 99',
  'availability shop --by reason',
  'availability',
  'incidents',
  'incidents shop',
  'locations',
  'monitors list',
  'monitors show blog',
  'maintenance list',
  'secrets list',
  'oauth list',
  'alerts list',
]

beforeAll(async () => {
  await world.has('shop', { tags: ['web'] })
  await world.has('blog')
  await world.has('mail')
  await world.delivered('shop', 50)
  await world.lost('shop', 40)
  await world.delivered('shop', 30, { slow: ['roundTrip'] })
  await world.lost('shop', 20)
  for (const minutesAgo of [30, 20]) await world.delivered('blog', minutesAgo)
  await world.lost('mail', 25, { location: 'us-east-1' })
  await world.delivered('mail', 15, { location: 'us-east-1' })
  for (const line of [
    ['ack', 'shop', 'the host is told'],
    ['monitors', 'pause', 'blog', '--for', '2h'],
    ['maintenance', 'add', 'mail', '--for', '1h', '--zone', 'Europe/Berlin'],
    [
      'maintenance',
      'add',
      '--tag',
      'web',
      '--start',
      '22:00',
      '--days',
      'sun',
      '--for',
      '1h',
      '--zone',
      'UTC',
    ],
  ])
    expect(await world.says(line)).toMatchObject({ code: 0, err: '' })
})

/** Where in the answer numbers stand that can only be ms since 1970. */
function rawInstants(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return value > 1e11 ? [`${path}: ${value}`] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => rawInstants(inner, `${path}.${name}`))
}

test.each(LINES)('%s --json has every instant as ISO 8601', async (line) => {
  const storedSecrets = () => Promise.resolve(environmentSecrets({}))
  const storedList = () => Promise.resolve({ secrets: [] })
  const { code, out, err } = await world.says([...line.split(' '), '--json'], {
    storedSecrets,
    storedList,
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const answer = JSON.parse(out) as object
  expect(rawInstants(answer)).toEqual([])
})

test('no command that answers in JSON is missing here', () => {
  const paths = namesIn(root).flatMap((name) => {
    const { target } = routeOf(root, [name])
    return 'parameters' in target ? [[name]] : namesIn(target).map((inner) => [name, inner])
  })
  const answering = paths.filter((path) => {
    const { target } = routeOf(root, path)
    return (
      'parameters' in target &&
      Object.keys(target.parameters.flags ?? {})
        .map(optionName)
        .includes('json')
    )
  })
  const missing = answering
    .map((path) => path.join(' '))
    .filter(
      (path) =>
        !['check', 'doctor', 'test'].includes(path) &&
        !LINES.some((line) => `${line} `.startsWith(`${path} `)),
    )
  expect(missing).toEqual([])
})
