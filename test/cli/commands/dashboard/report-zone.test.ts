import { expect, test } from 'vitest'

import { apiIn, dashboardWorld, starts } from './dashboard-world.ts'

test.each([
  [{ ReportZone: 'Europe/Berlin' }, 'Europe/Berlin'],
  [{}, 'UTC'],
])('a dashboard has the zone of reports that its stack says: %j', async (outputs, zone) => {
  const { env, home } = await dashboardWorld(outputs)
  await starts(['dashboard', '--port', '0'], { env }).address()
  expect((await (await apiIn(home)).ask('GET', '/session')).body).toMatchObject({ zone })
})
