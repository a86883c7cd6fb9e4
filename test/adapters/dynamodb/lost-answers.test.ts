import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { row } from '../../contracts/monitor-store.ts'
import { NOON, incident, lostResult, monitorState, openRun } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { type FaultProxy, faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import type { AwsFault } from '../../support/fault-proxy/fault-plan.ts'

interface Stores {
  runs: RunStore
  monitors: MonitorStore
}

let database: EmbeddedDynamoDb
let proxy: FaultProxy
let clients: DynamoDBClient[]
/** What goes through the proxy, and what goes past it. */
let lossy: Stores
let direct: Stores

beforeEach(async () => {
  database = await embeddedDynamoDb()
  proxy = await faultProxy(database.endpoint)
  clients = [database.endpoint, proxy.url].map(
    (endpoint) => new DynamoDBClient({ ...database.client, endpoint }),
  )
  const { monitors, results } = database.tableNames
  const clock = fakeClock()
  const [past, through] = clients.map((client) => ({
    runs: dynamoRunStore({ client, tableName: results, clock, ids: randomIds }),
    monitors: dynamoMonitorStore({ client, tableName: monitors, ids: randomIds }),
  })) as [Stores, Stores]
  direct = past
  lossy = through
})

afterEach(async () => {
  for (const client of clients) client.destroy()
  await proxy.close()
  await database.close()
})

/**
 * The write is carried out, and its answer goes missing: the connection breaks, or a server on the way says
 * 500.
 */
const LOSSES: readonly AwsFault[] = ['answer lost', 'fails after']

interface Write {
  what: string
  action: 'PutItem' | 'UpdateItem' | 'DeleteItem'
  before?: (stores: Stores) => Promise<unknown>
  write: (stores: Stores) => Promise<boolean>
  after: (stores: Stores) => Promise<unknown>
  stands: unknown
}

const sent = openRun({ stage: 'sent', acceptedAt: NOON + 1 })
const second = monitorState({ version: 2 })

const WRITES: readonly Write[] = [
  {
    what: 'a claim',
    action: 'PutItem',
    write: ({ runs }) => runs.claim(openRun()),
    after: ({ runs }) => runs.findOpen(openRun()),
    stands: openRun(),
  },
  {
    what: 'a stage',
    action: 'PutItem',
    before: ({ runs }) => runs.claim(openRun()),
    write: ({ runs }) => runs.replaceOpen(sent, openRun()),
    after: ({ runs }) => runs.findOpen(openRun()),
    stands: sent,
  },
  {
    what: 'a result',
    action: 'PutItem',
    write: ({ runs }) => runs.putResult(lostResult()),
    after: ({ runs }) => runs.findResult(lostResult()),
    stands: lostResult(),
  },
  {
    what: 'a first state',
    action: 'PutItem',
    write: ({ runs }) => runs.putState(monitorState(), NOON),
    after: ({ runs }) => runs.findState('inbox'),
    stands: monitorState(),
  },
  {
    what: 'a next state',
    action: 'PutItem',
    before: ({ runs }) => runs.putState(monitorState(), NOON),
    write: ({ runs }) => runs.putState(second, undefined),
    after: ({ runs }) => runs.findState('inbox'),
    stands: second,
  },
  {
    what: 'a new monitor',
    action: 'PutItem',
    write: ({ monitors }) => monitors.put(row(), undefined),
    after: ({ monitors }) => monitors.find('inbox'),
    stands: row(),
  },
  {
    what: 'a changed monitor',
    action: 'UpdateItem',
    before: ({ monitors }) => monitors.put(row(), undefined),
    write: ({ monitors }) => monitors.put(row({ revision: 2 }), row()),
    after: ({ monitors }) => monitors.find('inbox'),
    stands: row({ revision: 2 }),
  },
  {
    what: 'the removal of a monitor',
    action: 'DeleteItem',
    before: ({ monitors }) => monitors.put(row(), undefined),
    write: ({ monitors }) => monitors.remove(row()),
    after: ({ monitors }) => monitors.find('inbox'),
    stands: undefined,
  },
]

describe.each(LOSSES)('when the answer goes missing (%s)', (fault) => {
  test.each(WRITES)(
    '$what that was carried out is known to be ours',
    async ({ action, before, write, after, stands }) => {
      await before?.(direct)
      proxy.strike({ action, fault })
      expect(await write(lossy)).toBe(true)
      expect(proxy.calls.filter((call) => call.action === action)).toHaveLength(2)
      expect(await after(direct)).toEqual(stands)
    },
  )

  test('a dropped claim stays dropped', async () => {
    await direct.runs.claim(openRun())
    proxy.strike({ action: 'DeleteItem', fault })
    await lossy.runs.dropOpen(openRun())
    expect(proxy.calls.map(({ action }) => action)).toEqual(['DeleteItem', 'DeleteItem'])
    expect(await direct.runs.findOpen(openRun())).toBeUndefined()
  })

  test('the installation has the id that was put first', async () => {
    proxy.strike({ action: 'PutItem', fault })
    const id = await lossy.runs.installation()
    expect(proxy.calls.filter(({ action }) => action === 'PutItem')).toHaveLength(2)
    expect(await direct.runs.installation()).toBe(id)
  })

  test('an incident and a late arrival are noted, without an error', async () => {
    proxy.strike({ action: 'PutItem', fault })
    await lossy.runs.putIncident(incident())
    expect(await direct.runs.findIncidents('2026-01')).toEqual([incident()])

    await direct.runs.putResult(lostResult())
    proxy.strike({ action: 'UpdateItem', fault })
    const lateArrival = { seenAt: NOON, delayMs: 5 }
    await lossy.runs.noteLateArrival(lostResult(), lateArrival)
    expect(proxy.calls.filter(({ action }) => action === 'UpdateItem')).toHaveLength(2)
    expect(await direct.runs.findResult(lostResult())).toEqual(lostResult({ lateArrival }))
  })
})

describe('a write that did not win', () => {
  const LOST_TO_OTHERS = [
    { what: 'a claim', before: openRun({ attempt: 'theirs' }), fault: undefined },
    {
      what: 'a claim whose answer was lost as well',
      before: openRun({ attempt: 'theirs' }),
      fault: 'fails after',
    },
  ] as const

  test.each(LOST_TO_OTHERS)('is not taken for ours: $what', async ({ before, fault }) => {
    await direct.runs.claim(before)
    if (fault) proxy.strike({ action: 'PutItem', fault })
    expect(await lossy.runs.claim(openRun())).toBe(false)
    expect(await direct.runs.findOpen(openRun())).toEqual(before)
  })

  test('is not ours when a late arrival was noted on the result that stands', async () => {
    await direct.runs.putResult(lostResult())
    await direct.runs.noteLateArrival(lostResult(), { seenAt: NOON, delayMs: 5 })
    expect(await lossy.runs.putResult(lostResult())).toBe(false)
  })
})
