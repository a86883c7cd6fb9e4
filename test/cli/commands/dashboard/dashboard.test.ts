import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { cloudFormationEndpoint } from '../../../support/aws/cloudformation-endpoint.ts'
import { TABLES } from '../../account.ts'
import { connected } from '../../../adapters/http-server/served.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { apiIn, dashboardWorld, starts } from './dashboard-world.ts'
import { longTest } from '../../../support/thorough.ts'

const ANY = ['dashboard', '--port', '0']

describe('a dashboard of a deployed stack', () => {
  longTest('serves its tables with the credentials of who started it, until Ctrl-C', async () => {
    const { starts, home } = await dashboardWorld()
    const dashboard = starts(...ANY)
    const url = await dashboard.address()
    const api = await apiIn(home)
    expect(api.url).toBe(url)
    expect((await api.ask('GET', '/session')).body).toMatchObject({
      kind: 'stack',
      place: `stack ${STACK} in eu-west-1`,
      may: 'administer',
    })
    expect((await api.ask('GET', '/overview')).body).toMatchObject({ monitors: [{ monitorId: 'shop' }] })
    expect((await api.ask('GET', '/topics')).body).toEqual({
      items: [{ name: 'alerts' }, { name: 'on-call' }],
    })
    expect(await dashboard.ctrlC()).toEqual({
      code: 0,
      out: `${url}/, key in ${home}/page-key\n`,
      err: `stack ${STACK} in eu-west-1, until Ctrl-C:\n`,
    })
    await expect(fetch(url)).rejects.toThrow()
  })

  longTest('keeps its key and its port from start to start, where only this user reads them', async () => {
    const { starts, home } = await dashboardWorld()
    const first = starts(...ANY)
    const url = await first.address()
    const { key } = await apiIn(home)
    await first.ctrlC()
    const second = starts('dashboard')
    expect(await second.address()).toBe(url)
    expect((await apiIn(home)).key).toBe(key)
    expect(await readFile(join(home, 'page-key'), 'utf8')).toBe(`${key}\n`)
    expect([(await stat(home)).mode & 0o777, (await stat(join(home, 'page-key'))).mode & 0o777]).toEqual([
      0o700, 0o600,
    ])
  })

  longTest('shows the key on a terminal alone', async () => {
    const { env, home } = await dashboardWorld()
    const dashboard = starts(ANY, { env })
    const url = await dashboard.address()
    const { key } = await apiIn(home)
    expect(JSON.stringify(dashboard.said)).not.toContain(key)
    const { out } = await says(['dashboard'], { env }, 80)
    expect(out).toBe(`stack ${STACK} in eu-west-1 is served already\n${url}/#key=${key}\n`)
  })

  longTest('that runs already is named, and not started again', async () => {
    const { starts, env, home } = await dashboardWorld()
    const url = await starts(...ANY).address()
    const again = await says(['dashboard'], { env })
    expect(again).toMatchObject({ code: 0, out: `${url}/, key in ${home}/page-key\n` })
    for (const more of [['--read-only'], ['--port', '7099']]) {
      const refused = await says(['dashboard', ...more], { env })
      expect(refused).toMatchObject({ code: 1, out: '' })
      expect(refused.err).toContain(`is served already, at ${url}: --port and --read-only cannot change that`)
    }
  })

  longTest('is another one for a stack of the same name in another account', async () => {
    const { starts: here, env, home } = await dashboardWorld()
    await here(...ANY).address()
    const other = await cloudFormationEndpoint({ [STACK]: TABLES }, '999988887777')
    const there = starts(ANY, { env: { ...env, AWS_ENDPOINT_URL_CLOUDFORMATION: other.url } })
    await there.address()
    const [one, two] = [await apiIn(home), await apiIn(home.replace('111122223333', '999988887777'))]
    expect(two.url).not.toBe(one.url)
    expect(two.key).not.toBe(one.key)
    await other.close()
  })

  test('with --read-only may only be looked at', async () => {
    const { starts, home } = await dashboardWorld()
    const dashboard = starts(...ANY, '--read-only')
    await dashboard.address()
    expect((await (await apiIn(home)).ask('GET', '/session')).body).toMatchObject({ may: 'view' })
    expect((await dashboard.ctrlC()).err).toBe(`stack ${STACK} in eu-west-1, read-only, until Ctrl-C:\n`)
  })

  longTest('does not wait at Ctrl-C for a client that hangs', async () => {
    const dashboard = (await dashboardWorld()).starts(...ANY)
    const socket = await connected(Number(new URL(await dashboard.address()).port))
    socket.write('GET / HT')
    expect((await dashboard.ctrlC()).code).toBe(0)
  })
})

test.each(['x', '-1', '65536', '7025.5', ''])('--port=%s is a mistake', async (port) => {
  const { code, err } = await says(['dashboard', `--port=${port}`])
  expect(code).toBe(2)
  expect(err).toMatch(/^roundtrip dashboard: --port: expected a number from 0 \(any\) to 65535, got /)
})
