import { expect, test } from 'vitest'

import { account } from '../../account.ts'
import { definition } from '../monitors/monitors-world.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { longTest } from '../../../support/thorough.ts'

const WINDOW = ['--start', '22:00', '--days', 'sat,sun', '--for', '2h', '--zone', 'Europe/Berlin']

longTest('windows of a deployed stack are added, listed and removed, also on a stack monitor', async () => {
  const { env, monitors } = await account()
  await monitors.put(
    { monitorId: 'shop', managedBy: 'stack', revision: 1, definition: definition('shop') },
    undefined,
  )
  const say = (...args: string[]) => says(['maintenance', ...args], { env })
  expect((await roundtrip(['maintenance', 'add', 'shop', ...WINDOW], env).ended()).out).toMatch(
    /^shop: window 1 \(mute\): (?:next S|now, until ).* Europe\/Berlin \(.*Z\)\n$/,
  )
  expect(await monitors.find('shop')).toMatchObject({ managedBy: 'stack', revision: 2 })
  expect((await say('list', '--stack', 'Mail')).out).toMatch(/^shop\t1\tmute\tsat,sun 22:00 for 2h, /m)
  expect(await say('remove', 'shop', '1')).toMatchObject({ code: 0 })
  expect((await monitors.find('shop'))?.definition).not.toHaveProperty('maintenance')
})

test('of many who add a window to a tag at once none loses', async () => {
  const { env } = await account()
  const starts = ['20:00', '21:00', '22:00', '23:00']
  const ended = await Promise.all(
    starts.map((start) =>
      says(['maintenance', 'add', '--tag', 'web', '--start', start, ...WINDOW.slice(2)], { env }),
    ),
  )
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  const { out } = await says(['maintenance', 'list', '--json'], { env })
  const { items } = JSON.parse(out) as { items: { window: { start: string } }[] }
  expect(items.map(({ window }) => window.start).sort()).toEqual(starts)
})

test('what AWS has not is one sentence and exit code 1', async () => {
  const { env } = await account({})
  expect(await says(['maintenance', 'list'], { env })).toEqual({
    code: 1,
    out: '',
    err: `roundtrip: there is no stack ${STACK} in eu-west-1: npx cdk deploy makes it; --local [DIR] is for this machine\n`,
  })
})
