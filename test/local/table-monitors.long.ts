import { expect, onTestFinished, test } from 'vitest'

import { openLocal } from '../../cli/opened/local.ts'
import { startLocalMode } from '../../local/compose.ts'
import { pauseMonitor, removeMonitor, resumeMonitor } from '../../shared/app/monitors/change-monitor.ts'
import { UNTIL_RESUMED } from '../../shared/core/definition/paused.ts'
import { dataFolder } from '../support/temporary-files.ts'
import { fastClock } from './fast-clock.ts'
import { heardConsole, idle } from './npm-start.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

/** To a port where nobody listens: its runs fail at once. */
const SHOP = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:shop' },
  smtp: { server: 'smtp://127.0.0.1:1' },
  timeoutSeconds: 5,
  intervalMinutes: 1,
}

async function started() {
  const folder = await dataFolder()
  const clock = fastClock(NOON, 1)
  const { said, outside } = heardConsole(clock)
  const env = { ROUNDTRIP_SECRET_SHOP: 'x' }
  const mode = await startLocalMode({ break: false, dataDir: folder }, { ...outside, env })
  const opened = await openLocal(folder, 'there')
  onTestFinished(async () => {
    await opened.close()
    await mode.runClock.stop()
    await mode.close()
  })
  return { clock, idle: (nth: number) => idle(said, nth), store: opened.monitors }
}

test('a monitor that is added, paused, resumed or removed in the table is so from the next minute on', async () => {
  const { clock, idle, store } = await started()
  await idle(1)
  await store.put({ monitorId: 'shop', managedBy: 'table', revision: 1, definition: SHOP }, undefined)
  clock.skip()
  expect(await idle(2)).toMatch(/demo {2}OK/)
  // Its place in the minute comes later than the demo's, which begins with it.
  clock.skip()
  expect(await idle(3)).toMatch(/shop {2}FAILED/)

  await pauseMonitor('shop', UNTIL_RESUMED, store)
  clock.skip()
  expect(await idle(4)).not.toMatch(/shop {2}(?:OK|FAILED|INCONCLUSIVE)/)

  await resumeMonitor('shop', store)
  clock.skip()
  await idle(5)
  clock.skip()
  expect(await idle(6)).toMatch(/shop {2}FAILED/)

  await removeMonitor('shop', store)
  clock.skip()
  expect(await idle(7)).not.toContain('shop')
})
