import { once } from 'node:events'
import { type AddressInfo, type Socket, createServer } from 'node:net'

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, onTestFinished, test } from 'vitest'

import { openLocal } from '../../cli/opened/local.ts'
import { storesOver } from '../../cli/opened/stores.ts'
import { startLocalMode } from '../../local/compose.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { LOCAL } from '../../shared/core/location/location-kind.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { running, says } from '../cli/says.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import { fastClock } from './fast-clock.ts'
import { heardConsole, hears, idle, npmStart } from './npm-start.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const VALUE = 'what stands in the environment of whoever runs it'
const env = { DEPLOY_KEY: VALUE, ROUNDTRIP_SECRET_SHOP: 'a password of the monitor' }

/** A POP3 server that takes every login, and what it was told. */
async function listener() {
  let heard = ''
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined).write('+OK\r\n')
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text
      for (const line of text.trimEnd().split('\n'))
        socket.write(line.startsWith('CAPA') ? '-ERR\r\n' : '+OK\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { server: `pop3://127.0.0.1:${port}`, heard: () => heard }
}

function definition(server: string, password: string, change: Record<string, unknown> = {}) {
  return {
    monitorId: 'shop',
    emailAddress: 'probe@example.com',
    mailbox: { server, userid: 'probe', password, tls: 'none' },
    timeoutSeconds: 5,
    intervalMinutes: 1,
    ...change,
  }
}

/** The stores of a local mode that does not run, until `use` is done. */
async function stored(data: string, use: (stores: ReturnType<typeof storesOver>) => Promise<unknown>) {
  const database = await embeddedDynamoDb({ path: data })
  const client = new DynamoDBClient(database.client)
  await use(storesOver(client, database.tableNames))
  client.destroy()
  await database.close()
}

function row(written: Record<string, unknown>, managedBy: MonitorRow['managedBy'] = 'table'): MonitorRow {
  return { monitorId: 'shop', managedBy, revision: 1, definition: written }
}

describe('a row that names a variable of the environment', () => {
  test('is a mistake: nothing of it reaches the server that the row names', async () => {
    const [data, { server, heard }] = [await dataFolder(), await listener()]
    await stored(data, ({ monitors }) => monitors.put(row(definition(server, 'env:DEPLOY_KEY')), undefined))
    const { said, hears } = npmStart(['--data', data], { env })
    await hears(/shop {2}INCONCLUSIVE/)
    expect(said.out).toMatch(/monitor-invalid/)
    expect(heard()).toBe('')
  })

  test('is told at the start, and where rows are listed, with what to write instead', async () => {
    const data = await dataFolder()
    const written = definition('pop3://127.0.0.1:1', 'env:DEPLOY_KEY')
    await stored(data, ({ monitors }) => monitors.put(row(written), undefined))
    const words =
      'shop: env: is for the file that npm start reads, not for a row of its table; ' +
      'write ssm:NAME, and set the variable ROUNDTRIP_SECRET_NAME (npx roundtrip monitors edit ID --local)'
    const { out, err } = await says(['monitors', 'list', '--local', data])
    expect(out).toMatch(/^shop\t.*\tmisconfigured \(1 mistake\)/m)
    expect(err).toBe(`roundtrip: ${words}\n`)
    const local = npmStart(['--data', data], { env })
    await local.hears(/Ctrl-C stops it/)
    expect(local.said.out).toContain(`attention  ${words}\n`)
  })

  test('is not added, nor made of one that stands', async () => {
    const data = await dataFolder()
    const good = await fileOf('good.json', JSON.stringify(definition('pop3://127.0.0.1:1', 'ssm:shop')))
    const bad = await fileOf('bad.json', JSON.stringify(definition('pop3://127.0.0.1:1', 'env:DEPLOY_KEY')))
    expect(await says(['monitors', 'add', bad, '--local', data])).toMatchObject({ code: 1 })
    expect(await says(['monitors', 'import', good, '--local', data])).toMatchObject({ code: 0 })
    const edit = ['monitors', 'edit', 'shop', '--set', 'mailbox.password=env:DEPLOY_KEY', '--local', data]
    const { code, err } = await running(edit).ended()
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('mailbox.password: env: is for') as string,
    })
  })

  test('is one also where it says that the stack’s file has written it', async () => {
    const { server, heard } = await listener()
    const { launch, monitors, said } = await started()
    await idle(said, 1)
    await monitors.put(row(definition(server, 'env:DEPLOY_KEY'), 'stack'), undefined)
    const demo = await monitors.find('demo')
    const mailbox = { ...(demo?.definition.mailbox as object), server }
    const changed = { ...demo?.definition, mailbox }
    await monitors.put({ monitorId: 'demo', managedBy: 'stack', revision: 9, definition: changed }, demo)
    const noon = { location: LOCAL, scheduledAt: NOON + MINUTE, trigger: 'schedule' } as const
    for (const monitorId of ['shop', 'demo']) launch({ ...noon, monitorId })
    await hears(said, /shop {2}(?:INCONCLUSIVE|FAILED)/)
    await hears(said, /demo {2}(?:INCONCLUSIVE|FAILED)/)
    expect(heard()).toBe('')
  })

  test('is one also as the definition that was accepted before', async () => {
    const [data, { server, heard }] = [await dataFolder(), await listener()]
    await stored(data, async ({ monitors, runs }) => {
      await monitors.put(row(definition(server, 'ssm:shop', { timeoutSeconds: 'long' })), undefined)
      const accepted = definition(server, 'env:DEPLOY_KEY')
      await runs.putAccepted('shop', { definition: accepted, managedBy: 'stack', acceptedAt: 0 })
    })
    await npmStart(['--data', data], { env }).hears(/shop {2}INCONCLUSIVE/)
    expect(heard()).toBe('')
  })
})

test('a row reads its password from the variable that its reference stands for', async () => {
  const [data, { server, heard }] = [await dataFolder(), await listener()]
  await stored(data, ({ monitors }) => monitors.put(row(definition(server, 'ssm:shop')), undefined))
  await npmStart(['--data', data], { env }).hears(/shop {2}FAILED/)
  expect(heard()).toContain(`PASS ${env.ROUNDTRIP_SECRET_SHOP}\r\n`)
})

test('the user’s own file may name a variable, also of a monitor that was paused and resumed', async () => {
  const [data, { server, heard }] = [await dataFolder(), await listener()]
  const file = await fileOf('mine.json', JSON.stringify([definition(server, 'env:DEPLOY_KEY')]))
  const local = npmStart(['--data', data, '--monitors', file], { env })
  await local.hears(/shop {2}FAILED/)
  expect(heard()).toContain(`PASS ${VALUE}\r\n`)
  expect((await says(['monitors', 'pause', 'shop', '--local', data])).code).toBe(0)
  const { out, err } = await says(['monitors', 'list', '--local', data])
  expect({ out, err }).toEqual({
    out: expect.stringMatching(/^shop\tpaused\t\tfile\t.*\tpaused/m) as string,
    err: '',
  })
  expect(local.said.out).not.toContain('attention  shop: env:')
})

/** A local mode at noon, what starts a run there, and the rows of its database. */
async function started() {
  const data = await dataFolder()
  const clock = fastClock(NOON, 1)
  const { said, outside } = heardConsole(clock)
  const mode = await startLocalMode({ break: false, dataDir: data }, { ...outside, env })
  const { monitors, close } = await openLocal(data, 'there')
  onTestFinished(async () => {
    await close()
    await mode.runClock.stop()
    await mode.close()
  })
  return { launch: mode.runClock.launch, monitors, said }
}
