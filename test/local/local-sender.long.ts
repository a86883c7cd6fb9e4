import { expect, onTestFinished, test } from 'vitest'

import { secretFileWriter } from '../../local/secrets/write-secret.ts'
import { localSenderIn } from '../../local/local-sender.ts'
import { open } from '../../cli/opened/open.ts'
import { servedApi } from '../../cli/opened/served-api.ts'
import { storedSecretText } from '../../shared/core/definition/stored-secret.ts'
import { says } from '../cli/says.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import { npmStart } from './npm-start.ts'

const PASSWORD = 'relay-correct-horse'

/** Mail servers, a data folder with the passwords, and a monitor that names no server to send by. */
async function world(definition: object = {}, hosts?: readonly string[]) {
  const servers = await fastMail()
  onTestFinished(() => servers.close())
  const monitor = {
    monitorId: 'shop',
    emailAddress: 'probe@example.com',
    mailbox: { server: servers.mailboxServer, userid: 'probe', password: 'ssm:shop', tls: 'none' },
    timeoutSeconds: 20,
    intervalMinutes: 1,
    ...definition,
  }
  const data = await dataFolder()
  await secretFileWriter(data).write('shop', 'secret')
  const relay = hosts ? storedSecretText({ value: PASSWORD, hosts }) : PASSWORD
  await secretFileWriter(data).write('relay', relay)
  const file = await fileOf('mine.json', JSON.stringify([monitor]))
  const localSender = {
    server: servers.smtpServer,
    from: 'roundtrip@example.com',
    userid: 'relay',
    password: 'ssm:relay',
    tls: 'none',
  }
  const start = (settings: object) => npmStart(['--data', data, '--monitors', file], { settings })
  return { servers, data, localSender, start }
}

test('what the settings name sends for a monitor without smtp, with its login, which nobody reads', async () => {
  const { servers, data, localSender, start } = await world()
  const { hears, said } = start({ localSender })
  await hears(/shop {2}OK/)
  const lines = servers.smtp.lines
  expect(lines.filter((line) => line.startsWith('AUTH '))).toHaveLength(1)
  expect(lines).toContain('MAIL FROM:<roundtrip@example.com>')
  expect(said.out).toContain(`${servers.smtpServer} (localSender) sends for monitors without smtp`)
  expect(said.out).not.toContain('no smtp.server given')

  const api = await servedApi(data)
  expect((await api?.ask('GET', '/session'))?.body).toMatchObject({
    builtInSender: { kind: 'server', server: servers.smtpServer },
  })
  const log = await says(['log', 'shop', '--local', data])
  const told = JSON.stringify([log, said])
  expect(told).toContain('MAIL FROM')
  expect(told).not.toContain(PASSWORD)
  expect(told).not.toContain(Buffer.from(`\0relay\0${PASSWORD}`).toString('base64'))
})

test('its password is sent to no other host than those that it is stored for', async () => {
  const { servers, localSender, start } = await world({}, ['relay.example.com'])
  const { hears } = start({ localSender })
  await hears(/secret-not-for-host/)
  expect(servers.smtp.lines).toEqual([])
})

test('a monitor that names a server is not sent by it', async () => {
  const other = await fastMail()
  onTestFinished(() => other.close())
  const smtp = { server: other.smtpServer, tls: 'none' }
  const mailbox = { server: other.mailboxServer, userid: 'probe', password: 'ssm:shop', tls: 'none' }
  const { servers, localSender, start } = await world({ smtp, mailbox })
  await start({ localSender }).hears(/shop {2}OK/)
  expect(servers.smtp.lines).toEqual([])
})

test('the demo goes through the demo server all the same', async () => {
  const { servers, localSender } = await world()
  const { hears } = npmStart(['--data', await dataFolder()], { settings: { localSender } })
  await hears(/demo {2}OK/)
  expect(servers.smtp.lines).toEqual([])
})

test('a Gmail account that would send to its own POP3 is refused wherever it is written', async () => {
  const gmail = {
    emailAddress: 'probe@gmail.com',
    mailbox: { server: 'pop3s://pop.gmail.com', userid: 'probe@gmail.com', password: 'ssm:shop' },
  }
  const localSender = {
    server: 'smtp://smtp.gmail.com:587',
    userid: 'probe@gmail.com',
    password: 'ssm:relay',
  }
  const refused = (await world(gmail)).start({ localSender })
  expect(await refused.exit).not.toBe(0)
  expect(refused.said.err).toMatch(/mailbox\.userid: contradicts localSender in cdk\/settings\.ts/)

  const { servers, data, start } = await world({ smtp: { server: 'smtp.example.com' }, enabled: false })
  await start({ localSender }).hears(/listening|Monitors|monitors/)
  const body = { monitorId: 'mine', ...gmail, timeoutSeconds: 20, intervalMinutes: 1 }
  const api = await servedApi(data)
  expect(await api?.ask('POST', '/monitors', { body })).toMatchObject({
    status: 422,
    body: { problems: [{ path: 'mailbox.userid' }] },
  })
  const opened = await open({ kind: 'local', folder: data }, 'running', {
    localSender: () => Promise.resolve(localSenderIn({ localSender })),
  })
  onTestFinished(() => opened.close())
  expect(opened.builtInSender).toMatchObject({ login: { userid: 'probe@gmail.com' } })
  expect(servers.smtp.lines).toEqual([])
})
