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

test.each([
  [{ ViewersMayTest: 'false' }, false],
  [{ ViewersMayTest: 'true' }, true],
  [{}, true],
])('a read-only dashboard lets tests be made where its stack says so: %j', async (outputs, mayTest) => {
  const { env, home } = await dashboardWorld(outputs)
  await starts(['dashboard', '--port', '0', '--read-only'], { env }).address()
  expect((await (await apiIn(home)).ask('GET', '/session')).body).toMatchObject({ may: 'view', mayTest })
})
