import { expect, test } from 'vitest'

import { definition } from '../monitors/monitors-world.ts'
import { dataFolder, fileOf } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'

/** The day and minute an hour ago, in UTC. */
const anHourAgo = () => new Date(Date.now() - 60 * 60 * 1000).toISOString().slice(0, 16)

test('windows of the local mode in a folder are kept there, and those that hold now are shown with the monitors', async () => {
  const data = await dataFolder()
  const file = await fileOf('mine.json', JSON.stringify(definition('shop', { tags: ['web'] })))
  await says(['monitors', 'import', file, '--local', data])
  const window = ['--start', anHourAgo(), '--for', '3h', '--zone', 'UTC', '--mode', 'pause']
  const added = await says(['maintenance', 'add', '--tag', 'web', ...window, '--local', data])
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toMatch(/^tag web: window 1 \(pause\): now, until .* UTC; it applies to shop\n$/)
  expect((await says(['monitors', 'list', '--local', data])).out).toMatch(
    /^shop\t.*\tenabled, maintenance \(pause\) until 20\d\d-.*Z\t/m,
  )
  expect((await says(['maintenance', 'list', 'shop', '--local', data])).out).toMatch(
    /^tag web\t1\tpause\t.*\tnow, until /m,
  )
})

test('a folder that is none of local mode’s is told', async () => {
  const data = await dataFolder()
  const { code, err } = await says(['maintenance', 'list', '--local', data])
  expect(code).toBe(1)
  expect(err).toMatch(/^roundtrip: there is no local mode in /)
})
