import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { lostResult } from '../../../contracts/run-fixtures.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { apiIn, dashboardWorld, starts } from '../dashboard/dashboard-world.ts'

/** A dashboard that runs, and what the command says beside it; files that a browser is given. */
async function openWorld() {
  const world = await dashboardWorld()
  const dashboard = world.starts('dashboard', '--port', '0')
  const url = await dashboard.address()
  const { key } = await apiIn(world.home)
  const files: string[] = []
  const browse = (file: string) => Promise.resolve(files.push(file) > 0)
  const opens = (...args: string[]) => says(['open', ...args], { env: world.env, browse })
  return { ...world, dashboard, url, key, files, opens }
}

describe('where a dashboard runs', () => {
  test('the browser is sent to its address by a file of this user alone', async () => {
    const { opens, home, url, key, files } = await openWorld()
    expect(await opens('shop')).toEqual({
      code: 0,
      out: `${url}/m/shop, key in ${home}/page-key\n`,
      err: `stack ${STACK} in eu-west-1\n`,
    })
    expect(files).toEqual([join(home, 'open.html')])
    expect((await stat(join(home, 'open.html'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(home, 'open.html'), 'utf8')).toContain(
      `<meta http-equiv="refresh" content="0; url=${url}/m/shop#key=${key}">`,
    )
  })

  test('what stands there says where the same thing is in the API', async () => {
    const { opens, url } = await openWorld()
    const { out } = await opens('shop')
    const page = out.slice(0, out.indexOf(','))
    expect(page).toBe(`${url}/m/shop`)
    expect(await (await fetch(page)).text()).toContain('ADDRESS/api/v1/monitors/shop\n')
  })

  test('a run is found by its minute or its last digits, everything without a name', async () => {
    const { opens, url, runs } = await openWorld()
    const scheduledAt = Date.parse('2026-11-05T02:17:00Z')
    const run = lostResult({ monitorId: 'shop', scheduledAt, startedAt: scheduledAt })
    await runs.putResult(run)
    const page = `${url}/m/shop/r/${run.runId}, `
    expect((await opens('shop@2026-11-05T03:17')).out).toContain(page)
    expect((await opens('shop@2026-11-05T02:17', '--zone', 'UTC')).out).toContain(page)
    expect((await opens(`shop/${run.runId}`)).out).toContain(page)
    expect((await opens()).out).toContain(`${url}/, `)
  })

  test.each([
    ['ship', 1, `there is no monitor "ship" in stack ${STACK} in eu-west-1; did you mean shop?`],
    ['shop@03:17', 1, 'there is no run "shop@03:17"'],
    ['Shop!', 2, `cannot be a monitor's id`],
  ])('%s: nothing is opened, and one sentence says why', async (reference, exit, sentence) => {
    const { opens, files } = await openWorld()
    const { code, out, err } = await opens(reference)
    expect({ code, out }).toEqual({ code: exit, out: '' })
    expect(err).toContain(sentence)
    expect(files).toEqual([])
  })

  test('with --no-browser, or without one, the address is told alone; on a terminal with the key', async () => {
    const { env, opens, files, url, key } = await openWorld()
    expect(await opens('--no-browser')).toMatchObject({ code: 0 })
    expect(files).toEqual([])
    expect((await says(['open'], { env }, 80)).out).toContain(`${url}/#key=${key}\n`)
    const { code, err } = await says(['open'], { env, browse: () => Promise.resolve(false) })
    expect([code, err]).toEqual([0, expect.stringContaining('no browser could be started: open the address')])
  })
})

test('where nothing runs a dashboard is started for it, until Ctrl-C', async () => {
  const { env, home } = await dashboardWorld()
  const pages: string[] = []
  const browse = async (file: string) => {
    const sent = /url=(http[^#]*)/.exec(await readFile(file, 'utf8'))?.[1] ?? ''
    pages.push(await (await fetch(sent)).text())
    return true
  }
  const opening = starts(['open', 'shop'], { env, browse })
  const url = await opening.address()
  expect((await apiIn(home)).url).toBe(url)
  await expect.poll(() => pages).toHaveLength(1)
  expect(pages[0]).toContain('/api/v1/monitors/shop')
  const { code, out } = await opening.ctrlC()
  expect(code).toBe(0)
  expect(out).toContain(`${url}/m/shop, key in ${home}/page-key`)
})
