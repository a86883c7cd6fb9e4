import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'

const localSender = { server: 'smtp://relay.example.com:587', userid: 'u', password: 'ssm:relay' }

test('localSender is written as a smtp of a monitor', () => {
  const answer = resolveSettings({ localSender })
  expect(answer.ok && answer.settings.localSender).toEqual({
    server: { scheme: 'smtp', host: 'relay.example.com', port: 587 },
    login: { userid: 'u', secret: { kind: 'password', store: 'ssm', name: 'relay' } },
    tls: { mode: 'for-password', verify: true },
  })
  const absent = resolveSettings({})
  expect(absent.ok && absent.settings).not.toHaveProperty('localSender')
})

test.each([
  [{ userid: 'u', password: 'ssm:relay' }, 'localSender.server: expected a server as smtp://host'],
  [{ ...localSender, password: 'hunter2' }, 'localSender.password: expected'],
  [{ ...localSender, smpt: 1 }, 'localSender.smpt: there is no such field'],
  ['relay.example.com', 'localSender: expected an object with server'],
])('%j is a mistake', (wrong, why) => {
  const answer = resolveSettings({ localSender: wrong })
  const told = answer.ok ? '' : describeProblems(answer.problems)
  expect(told).toContain(why)
  expect(told).not.toContain('hunter2')
})
