import { expect, test } from 'vitest'

import { registered } from '../../support/worlds/registered.ts'
import { viewsWorld } from './views-world.ts'

test('locations lists what registered, with what is known of each', async () => {
  const world = viewsWorld()
  await world.has('shop')
  await world.delivered('shop', 20)
  await world.runs.putLocation(registered('eu-west-1'))
  await world.runs.putLocation(registered('berlin', { region: 'eu-central-1', address: '192.0.2.7' }))
  const { out, code } = await world.says(['locations'], { columns: 160 })
  expect(out).toMatch(/^LOCATION +KIND +REGION +ADDRESS +VERSION +REGISTERED +MONITORS +LAST RUN +LETTERS$/m)
  expect(out).toMatch(/^berlin +fixed-address +eu-central-1 +192\.0\.2\.7 +1\.0\.0 .* 0 +unknown$/m)
  expect(out).toMatch(/^eu-west-1 +region +eu-west-1 .* 1 +2026-11-24 17:40:00 +unknown$/m)
  expect(code).toBe(0)
})
