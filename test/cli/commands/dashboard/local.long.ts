import { mkdir } from 'node:fs/promises'

import { expect, test } from 'vitest'

import { npmStart } from '../../../local/npm-start.ts'
import { dataFolder } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'
import { apiIn, starts } from './dashboard-world.ts'

/** A folder whose `npm start` has ended. */
async function ended() {
  const data = await dataFolder()
  const local = npmStart(['--data', data, '--port', '0'])
  await local.hears(/demo {2}OK/)
  await local.stop()
  return data
}

test('where npm start runs it is the one that serves, and its address is named', async () => {
  const data = await dataFolder()
  const local = npmStart(['--data', data, '--port', '0'])
  await local.hears(/page .*http/)
  const { url } = await apiIn(data)
  const { code, out, err } = await says(['dashboard', '--local', data])
  expect({ code, out }).toEqual({ code: 0, out: `${url}/, key in ${data}/page-key\n` })
  expect(err).toBe(`local mode in ${data} is served already\n`)
})

test('where none runs the folder itself is served, and other commands reach it meanwhile', async () => {
  const data = await ended()
  const settings = () => Promise.resolve({ topics: { alerts: { email: ['ops@example.net'] } } })
  const dashboard = starts(['dashboard', '--local', data], { settings })
  await dashboard.address()
  const api = await apiIn(data)
  expect((await api.ask('GET', '/session')).body).toMatchObject({ kind: 'local', locations: [] })
  expect((await api.ask('GET', '/overview')).body).toMatchObject({ monitors: [{ monitorId: 'demo' }] })
  expect((await api.ask('GET', '/topics')).body).toMatchObject({
    items: [
      { subscriptions: [{ endpoint: 'ops@example.net', notSent: 'no localAlerts.smtp in cdk/settings.ts' }] },
    ],
  })
  expect((await says(['status', '--local', data])).out).toContain('demo')
  expect((await dashboard.ctrlC()).code).toBe(0)
  expect((await says(['status', '--local', data])).out).toContain('demo')
})

test('settings with mistakes are named, and nothing is served', async () => {
  const data = await ended()
  const settings = () => Promise.resolve({ reportZone: 'Berlin' } as object)
  const { code, err } = await says(['dashboard', '--local', data], { settings })
  expect(code).toBe(1)
  expect(err).toContain('reportZone: expected the name of a time zone as Europe/Berlin or UTC, got "Berlin"')
  expect(err).toContain('did you mean Europe/Berlin?')
})

test('the zone of reports is that of the settings', async () => {
  const data = await ended()
  const settings = () => Promise.resolve({ reportZone: 'Europe/Berlin' } as object)
  const dashboard = starts(['dashboard', '--local', data], { settings })
  await dashboard.address()
  expect((await (await apiIn(data)).ask('GET', '/session')).body).toMatchObject({ zone: 'Europe/Berlin' })
})

test('a folder without a local mode is one clear sentence, and stays as it is', async () => {
  const data = await dataFolder()
  await mkdir(data)
  const { code, err } = await says(['dashboard', '--local', data])
  expect(code).toBe(1)
  expect(err).toMatch(/^roundtrip: there is no local mode in [^\n]+\n$/)
})
