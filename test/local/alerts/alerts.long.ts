import { expect, test, vi } from 'vitest'

import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { dataFolder, fileOf } from '../../support/temporary-files.ts'
import { scriptedServer } from '../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../support/servers/smtp-play.ts'
import { takes, webhook } from '../../support/servers/webhook.ts'
import { says } from '../../cli/says.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import { servedApi } from '../../../cli/opened/served-api.ts'
import { fastClock } from '../fast-clock.ts'
import { npmStart } from '../npm-start.ts'

/** A monitor whose mailbox server is not there, so that its first run opens an incident. */
const SHOP = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:shop' },
  smtp: { server: 'smtp://127.0.0.1:1' },
  timeoutSeconds: 5,
  intervalMinutes: 1,
}

/** A server that takes mail for a login without TLS, since it is of this machine; what it took. */
async function relay() {
  const mails: string[] = []
  const server = await scriptedServer(
    smtpPlay({ extensions: ['AUTH PLAIN'], take: (message) => void mails.push(message) }),
  )
  const smtp = {
    server: `smtp://127.0.0.1:${String(server.port)}`,
    from: 'roundtrip@example.com',
    userid: 'alerts',
    password: 'ssm:relay',
  }
  return { mails, smtp, server }
}

async function started(settings: unknown, change = {}, clock?: Clock) {
  const data = await dataFolder()
  for (const name of ['shop', 'relay']) await secretFileWriter(data).write(name, `${name}-password`)
  const file = await fileOf('mine.json', JSON.stringify([{ ...SHOP, ...change }]))
  return {
    data,
    file,
    ...npmStart(['--data', data, '--monitors', file], { settings, ...(clock && { clock }) }),
  }
}

const heardBy = async (count: number, list: readonly unknown[]) =>
  vi.waitFor(() => expect(list).toHaveLength(count), { timeout: 45_000, interval: 20 })

test('an alert goes to the mail addresses and webhooks of its topic, and the console says so', async () => {
  const { mails, smtp, server } = await relay()
  const { heard, url } = await webhook(takes)
  const topics = {
    alerts: { email: ['ops@example.net', 'boss@example.net'], https: [url], sms: ['+15551230100'] },
  }
  const { data, said, hears, stop } = await started({
    topics,
    localAlerts: { smtp },
    pageUrl: 'https://mail-monitor.example.com/',
  })
  await hears(/sent to ops@example\.net[^]*sent to boss|sent to boss@example\.net[^]*sent to ops/)
  await heardBy(1, heard)
  const { origin } = new URL(url)
  expect(said.out).toContain(
    `shown here, and sent: alerts to ops@example.net, boss@example.net, ${origin}/…\n`,
  )
  expect(said.out).toContain('not sent from here: alerts to +15551230100 (AWS alone can)\n')
  expect((await (await servedApi(data))?.ask('GET', '/topics'))?.body).toEqual({
    items: [
      {
        name: 'alerts',
        subscriptions: [
          { protocol: 'email', endpoint: 'ops@example.net', confirmed: true },
          { protocol: 'email', endpoint: 'boss@example.net', confirmed: true },
          { protocol: 'https', endpoint: `${origin}/…`, confirmed: true },
          { protocol: 'sms', endpoint: '+15551230100', confirmed: true, notSent: 'AWS alone can' },
        ],
      },
    ],
  })
  const alert = JSON.parse(heard[0]?.body ?? '') as { alertId: string; link: string }
  expect(alert).toMatchObject({ schema: 'roundtrip.alert/1', transition: 'opened' })
  expect(alert.link).toMatch(
    /^https:\/\/mail-monitor\.example\.com\/m\/shop\/r\/\w+_local_schedule_[0-9a-f]{12}$/,
  )
  expect(heard[0]?.headers['x-roundtrip-alert-id']).toBe(alert.alertId)
  expect(mails.map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1]).sort()).toEqual([
    'boss@example.net',
    'ops@example.net',
  ])
  for (const mail of mails) {
    expect(mail).toContain(`Message-ID: <${alert.alertId}.alert@example.com>`)
    expect(mail.replace(/=\r\n/g, '')).toContain(`See          ${alert.link}\r\n`)
  }
  await stop()
  await server.close()
  expect(said.out).not.toContain('relay-password')
})

test('alerts test says whom it reached, and whom it did not', async () => {
  const { heard, url } = await webhook((_, response) => void response.writeHead(503).end('later'))
  const { mails, smtp, server } = await relay()
  const topics = { alerts: { email: ['ops@example.net'], https: [url] } }
  const settings = { topics, localAlerts: { smtp } }
  const { data, hears, stop } = await started(
    settings,
    { alerts: [{ onError: false }] },
    fastClock(Date.now(), 20),
  )
  await hears(/shop {2}FAILED/)
  const { code, out, err } = await says(['alerts', 'test', '--local', data], {
    settings: () => Promise.resolve(settings),
  })
  expect(code).toBe(1)
  expect(out).toMatch(/^reached ops@example\.net: alert [0-9a-f]{20} to topic alerts$/m)
  expect(err).toMatch(
    /^roundtrip: alert [0-9a-f]{20} did not reach http:\/\/127\.0\.0\.1:\d+\/…: it answered 503: later\n$/,
  )
  expect([heard.length, mails.length]).toEqual([1, 1])
  await stop()
  await server.close()
}, 90_000)

test('without subscribers alerts are shown here only', async () => {
  const { said, hears } = await started({ topics: { alerts: { email: ['ops@example.net'] } } })
  await hears(/ALERT {2}/)
  expect(said.out).toContain('shown here only, not sent by email or webhook')
  expect(said.out).toContain('alerts to ops@example.net (no localAlerts.smtp in cdk/settings.ts)\n')
})

test('the demo wakes nobody', async () => {
  const { heard, url } = await webhook(takes)
  const { hears, stop } = npmStart(['--data', await dataFolder()], {
    settings: { topics: { alerts: { https: [url] } } },
  })
  await hears(/those of the demo monitor are shown here only/)
  await hears(/demo {2}OK/)
  await stop()
  expect(heard).toEqual([])
})

test.each([
  [
    'a policy that names a topic which there is not',
    {},
    { alerts: [{ topic: 'on-kall' }] },
    /mine\.json:1: monitors\[0\]\.alerts\[0\]\.topic: expected alerts, got "on-kall"/,
  ],
  [
    'settings with mistakes',
    { topics: 7, localAlerts: { smtp: { server: 'x' } } },
    {},
    /^cdk\/settings\.ts has mistakes:\ntopics: expected .*\nlocalAlerts\.smtp.*from/s,
  ],
])('%s keeps it from starting, with a line for each', async (_, settings, change, why) => {
  const { said, exit } = await started(settings, change)
  expect(await exit).toBe(1)
  expect(said.err).toMatch(why)
})
