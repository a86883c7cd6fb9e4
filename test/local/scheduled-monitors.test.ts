import { expect, test } from 'vitest'

import { scheduledMonitors } from '../../local/scheduled-monitors.ts'

const DEFINITION = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3://pop.example.com', userid: 'probe', password: 'ssm:shop' },
  timeoutSeconds: 60,
  intervalMinutes: 5,
}

const scheduled = (definition: Record<string, unknown>) =>
  scheduledMonitors([{ monitorId: 'shop', managedBy: 'table', revision: 1, definition }])

test.each([
  ['at its own interval', {}, [{ monitorId: 'shop', intervalMinutes: 5 }]],
  ['not at all when it is paused', { enabled: false }, []],
  [
    'every 10 minutes when it has mistakes',
    { timeoutSeconds: 'long' },
    [{ monitorId: 'shop', intervalMinutes: 10 }],
  ],
  ['not at all when it has mistakes and is paused', { timeoutSeconds: 'long', enabled: false }, []],
])('a row is run %s', (_when, change, expected) => {
  expect(scheduled({ ...DEFINITION, ...change })).toEqual(expected)
})
