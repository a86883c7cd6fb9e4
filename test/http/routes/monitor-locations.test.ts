import { beforeEach, expect, test } from 'vitest'

import { registered } from '../../support/worlds/registered.ts'
import { definition } from '../../cli/commands/monitors/monitors-world.ts'
import { changesWorld } from '../changes-world.ts'

const KNOWN = { home: 'eu-west-1', defaults: ['home'] }

let world: Awaited<ReturnType<typeof changesWorld>>
beforeEach(async () => {
  world = await changesWorld()
  world.home.ports = { ...world.home.ports, knownLocations: KNOWN }
  await world.runs.putLocation(registered('berlin', { region: 'eu-central-1' }))
  await world.runs.putLocation(registered('us-west-2', { removed: true }))
})

const from = (monitorId: string, ...locations: string[]) => definition(monitorId, { locations })
const mergePatch = { 'content-type': 'application/merge-patch+json' }

/** Every request that writes a definition, or would. */
const REQUESTS = [
  ['POST', '/monitors', (...names: string[]) => from('new', ...names)],
  ['PUT', '/monitors/shop', (...names: string[]) => from('shop', ...names)],
  ['PATCH', '/monitors/shop', (...locations: string[]) => ({ locations })],
  ['POST', '/imports', (...names: string[]) => ({ definitions: [from('new', ...names)] })],
  ['POST', '/validations', (...names: string[]) => ({ definition: from('new', ...names) })],
  ['POST', '/validations', (...names: string[]) => ({ definitions: [from('new', ...names)] })],
] as const

test.each(REQUESTS)('%s %s knows the locations that have registered', async (method, path, bodyOf) => {
  const asked = async (...names: string[]) => {
    const changes = path === '/monitors/shop' && { 'if-match': await world.etag() }
    const headers = { ...changes, ...(method === 'PATCH' && mergePatch) }
    return world.does(path, { method, headers, body: bodyOf(...names) })
  }
  const before = await world.monitors.list()
  for (const [name, hint] of [
    ['berlim', 'did you mean berlin?'],
    ['us-west-2', 'locations are named in cdk/settings.ts'],
  ] as const) {
    const { status, body } = await asked('home', name)
    expect(status).toBe(path === '/validations' ? 200 : 422)
    const where = expect.stringMatching(/locations\[1\]$/) as string
    const message = expect.stringContaining(`expected one of home, berlin, got "${name}"; ${hint}`) as string
    expect(body).toMatchObject({ problems: [{ path: where, message }] })
  }
  expect(await world.monitors.list()).toEqual(before)
  const { status, body } = await asked('home', 'berlin')
  expect(status).toBeLessThan(300)
  expect(body).not.toHaveProperty('valid', false)
})

test('where the settings say which there are, as on one machine, those may be named', async () => {
  const names = ['home', 'rome']
  world.home.ports = { ...world.home.ports, knownLocations: { ...KNOWN, home: 'local', names } }
  const valid = async (name: string) =>
    (await world.does('/validations', { method: 'POST', body: { definition: from('new', name) } })).body
  expect(await valid('rome')).toMatchObject({ valid: true })
  expect(await valid('berlin')).toMatchObject({ valid: false })
})
