import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test } from 'vitest'

import { storesOver } from '../../cli/opened/stores.ts'
import { startLocalMode } from '../../local/compose.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { NOON, deliveredResult } from '../contracts/run-fixtures.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import { fastClock } from './fast-clock.ts'
import { heardConsole } from './npm-start.ts'

/** No name, so that its runs end at once. */
const HOST = 'mail.invalid'
const SILENT = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: `pop3://${HOST}`, userid: 'probe', password: 'env:SHOP_PASSWORD' },
  smtp: { server: `smtp://${HOST}` },
}
const written = (tls: string) => ({ ...SILENT, mailbox: { ...SILENT.mailbox, tls } })

/** A folder as an earlier version left it: rows, and what was delivered in the clear. */
async function folderOfBefore(): Promise<string> {
  const path = await dataFolder()
  await withStores(path, async ({ monitors, runs }) => {
    const rows: MonitorRow[] = [
      { monitorId: 'shop', managedBy: 'stack', revision: 1, definition: SILENT },
      { monitorId: 'blog', managedBy: 'table', revision: 1, definition: { ...SILENT, monitorId: 'blog' } },
    ]
    for (const row of rows) {
      await monitors.put(row, undefined)
      const { monitorId } = row
      await runs.putResult(
        deliveredResult({ monitorId, scheduledAt: Date.now(), phases: { smtp: {}, mailbox: { auth: 2 } } }),
      )
    }
  })
  return path
}

async function withStores<T>(
  path: string,
  use: (stores: ReturnType<typeof storesOver>) => Promise<T>,
): Promise<T> {
  const database = await embeddedDynamoDb({ path })
  const client = new DynamoDBClient(database.client)
  try {
    return await use(storesOver(client, database.tableNames))
  } finally {
    client.destroy()
    await database.close()
  }
}

/** Starts and stops; what it said meanwhile, and `tls` of the rows afterwards. */
async function startedWith(dataDir: string, definition: object) {
  const monitorsFile = await fileOf('mine.json', JSON.stringify([definition]))
  const { said, outside } = heardConsole(fastClock(NOON + MINUTE, 1))
  const mode = await startLocalMode({ break: false, dataDir, monitorsFile }, { ...outside, env: {} })
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await mode.runClock.stop().then(() => mode.close())
    isStopped = true
  }
  onTestFinished(stop)
  await stop()
  const tls = await withStores(dataDir, async ({ monitors }) => {
    const rows = await monitors.list()
    return Object.fromEntries(
      rows.map(({ monitorId, definition: { mailbox } }) => [monitorId, (mailbox as { tls?: string }).tls]),
    )
  })
  return { out: said.out, tls }
}

test('the first start of this version lets go on what delivered in the clear, names it, and does so once', async () => {
  const folder = await folderOfBefore()
  const first = await startedWith(folder, SILENT)
  expect(first.out).toContain('tls: "opportunistic" was written for blog, shop: ')
  expect(first.tls).toEqual({ shop: 'opportunistic', blog: 'opportunistic' })

  const second = await startedWith(folder, { ...SILENT, note: 'changed' })
  expect(second.out).not.toContain('was written')
  expect(second.tls).toEqual({ shop: 'opportunistic', blog: 'opportunistic' })
})

test('what the file says of TLS ends it', async () => {
  const folder = await folderOfBefore()
  await startedWith(folder, SILENT)
  expect((await startedWith(folder, written('required'))).tls.shop).toBe('required')
  expect((await startedWith(folder, SILENT)).tls.shop).toBeUndefined()
})
