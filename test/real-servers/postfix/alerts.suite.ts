import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { expect, onTestFinished, test, vi } from 'vitest'

import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { webhook } from '../../support/servers/webhook.ts'
import { mailIn } from '../mail-on-disk.ts'
import { PASSWORD } from '../mailboxes.ts'
import { DOMAIN, HOST, runningServers } from '../servers.ts'

const { directory, ports, ca } = runningServers()
const KILLS = 40
const SPEED = 10
/** From the start of a process until its alerts have gone out, with time to spare. */
const WINDOW_MS = 2000

/** Alerts by mail, through a submission server that wants STARTTLS and a login, and to this webhook. */
const settings = (url: string) => ({
  alertCap: 500,
  topics: { alerts: { email: [`alerted@${DOMAIN}`], https: [url] } },
  localAlerts: {
    smtp: {
      server: `smtp://${HOST}:${ports.submission}`,
      from: `roundtrip@${DOMAIN}`,
      userid: 'alerted',
      password: 'ssm:relay',
      tls: 'required',
    },
  },
})

/** Each monitor's mailbox server is not there: its first run opens an incident, of which one alert tells. */
const down = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    monitorId: `shop-${String(n).padStart(2, '0')}`,
    emailAddress: 'probe@example.com',
    mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:relay' },
    smtp: { server: 'smtp://127.0.0.1:1' },
    timeoutSeconds: 5,
    intervalMinutes: 5,
  }))

/** A webhook that fails twice, hangs once, and then takes what comes; the ids that it took. */
async function stubbornWebhook() {
  const taken: string[] = []
  let asked = 0
  const { url, heard } = await webhook((request, response) => {
    asked += 1
    if (asked <= 2) response.writeHead(500).end('not yet')
    if (asked <= 3) return
    taken.push(String(request.headers['x-roundtrip-alert-id']))
    response.writeHead(204).end()
  })
  return { url, heard, taken }
}

const mailed = () =>
  mailIn(directory, 'alerted').others.map((mail) => ({
    alertId: /^X-Roundtrip-Alert: (.*)$/m.exec(mail)?.[1]?.trim() ?? '',
    messageId: /^Message-ID: (.*)$/m.exec(mail)?.[1]?.trim() ?? '',
    /** The monitor, where it tells that one is down; of runs that were killed it may tell too. */
    down: /^Subject: Roundtrip DOWN: (shop-\d\d)/m.exec(mail)?.[1],
  }))

test('alerts through Postfix and to a webhook that fails twice and then hangs: none is lost, though the process is killed at 40 moments', async () => {
  const data = await mkdtemp(join(directory, 'alerts-'))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const bound = storedSecretText({ hosts: [HOST, '127.0.0.1'], value: PASSWORD })
  await secretFileWriter(join(data, 'store')).write('relay', bound)
  await writeFile(join(data, 'ca.pem'), ca)
  const { url, taken } = await stubbornWebhook()
  const since = Date.now()
  let process: ChildProcess | undefined
  onTestFinished(() => void process?.kill('SIGKILL'))

  async function started(monitors: number): Promise<{ said: () => string; kill: () => Promise<unknown> }> {
    const file = join(data, 'monitors.json')
    await writeFile(file, JSON.stringify(down(monitors)))
    const plan = JSON.stringify({ since, speed: SPEED, settings: settings(url) })
    const program = join(import.meta.dirname, '../local-mode.ts')
    const args = [program, plan, '--data', join(data, 'store'), '--monitors', file]
    const child = spawn('node', args, {
      env: { ...globalThis.process.env, NODE_EXTRA_CA_CERTS: join(data, 'ca.pem') },
    })
    process = child
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (more: string) => void (text += more))
    await vi.waitFor(() => expect(text).toMatch(/^ {2}alerts /m), { timeout: 30_000, interval: 5 })
    const ended = once(child, 'close')
    return {
      said: () => text,
      kill: () => {
        child.kill('SIGKILL')
        return ended
      },
    }
  }

  for (let round = 0; round < KILLS; round += 1) {
    const { kill } = await started(round + 1)
    await delay((round * WINDOW_MS) / KILLS)
    await kill()
  }
  const last = await started(KILLS)
  const monitors = down(KILLS).map(({ monitorId }) => monitorId)
  await vi.waitFor(
    () => {
      const mails = mailed()
      expect([...new Set(mails.flatMap(({ down: id }) => id ?? []))].sort()).toEqual(monitors)
      expect([...new Set(taken)].sort()).toEqual([...new Set(mails.map(({ alertId }) => alertId))].sort())
    },
    { timeout: 240_000, interval: 500 },
  )
  await last.kill()
  const mails = mailed()
  const alertIds = new Set(mails.map(({ alertId }) => alertId))
  const ofDown = new Set(mails.filter((mail) => mail.down !== undefined).map(({ alertId }) => alertId))
  expect(ofDown.size, 'one alert a monitor').toBe(KILLS)
  const twice = { mail: mails.length - alertIds.size, webhook: taken.length - alertIds.size }
  console.log(
    `told again, since the process was killed between telling and its note: ${JSON.stringify(twice)}`,
  )
  for (const again of Object.values(twice)) expect(again).toBeLessThanOrEqual(KILLS)
  // What came twice is known for the same by its id.
  const ids = new Map(mails.map(({ alertId, messageId }) => [alertId, messageId]))
  for (const { alertId, messageId } of mails) {
    expect(messageId).toBe(`<${alertId}.alert@${DOMAIN}>`)
    expect(messageId).toBe(ids.get(alertId))
  }
  expect(last.said()).not.toContain(PASSWORD)
}, 600_000)
