import { describe, expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'

function resolved(settings: unknown) {
  const answer = resolveSettings(settings)
  if (!answer.ok) throw new Error(describeProblems(answer.problems))
  return answer.settings
}

describe('localAlerts', () => {
  const smtp = {
    server: 'smtps://relay.example.com',
    from: 'a@example.com',
    userid: 'u',
    password: 'ssm:relay',
  }

  test('takes a server as a monitor does, and a sender', () => {
    expect(resolved({ localAlerts: { smtp } }).localAlerts).toEqual({
      smtp: {
        server: { scheme: 'smtps', host: 'relay.example.com', port: 465 },
        from: 'a@example.com',
        login: { userid: 'u', secret: { kind: 'password', store: 'ssm', name: 'relay' } },
        tls: { mode: 'required', verify: true },
      },
    })
    const { password: _, userid: __, ...open } = smtp
    expect(resolved({ localAlerts: { smtp: open } }).localAlerts?.smtp).not.toHaveProperty('login')
    const inEnvironment = { ...smtp, password: 'env:RELAY_PASSWORD' }
    expect(resolved({ localAlerts: { smtp: inEnvironment } }).localAlerts?.smtp?.login?.secret.store).toBe(
      'env',
    )
  })

  test.each([
    [{ smtp: { from: 'a@example.com' } }, 'localAlerts.smtp.server: expected a server as'],
    [{ smtp: { server: 'relay' } }, 'localAlerts.smtp.from: expected the address that alerts come from'],
    [{ smtp: { ...smtp, password: 'hunter2' } }, 'localAlerts.smtp.password: expected'],
    [{ smtp: { ...smtp, password: undefined } }, 'localAlerts.smtp.password: expected a reference'],
    [{ smtp: { ...smtp, from: 'a@b\r\nBcc: c@d' } }, 'localAlerts.smtp.from: expected'],
    [{ smpt: smtp }, 'localAlerts.smpt: there is no such field'],
    [7, 'localAlerts: expected an object with smtp, got a number'],
  ])('%j is a mistake', (localAlerts, why) => {
    const answer = resolveSettings({ localAlerts })
    const told = answer.ok ? '' : describeProblems(answer.problems)
    expect(told).toContain(why)
    expect(told).not.toContain('hunter2')
  })
})
