import { expect, test } from 'vitest'

import { locationHandler } from '../../../functions/location/handler.ts'
import { StoreError } from '../../../shared/adapters/dynamodb/access/store-error.ts'
import type { DeployedStack } from '../../../shared/adapters/aws/deployed-stack.ts'
import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { registered } from '../../support/worlds/registered.ts'

const OUTPUTS = {
  MonitorsTable: 'Mail-Monitors',
  ResultsTable: 'Mail-Results',
  TokensFunction: 'arn:tokens',
  ReconcilerFunction: 'arn:reconciler',
  AlertTopics: 'alerts,night',
  AlertTopicArns: 'arn:alerts,arn:night',
}

const HOME = { Topics: ['night', 'alerts'], Version: '1.0.0' }
const { name, kind, region, probeArn, groupName, roleArn, deadLettersArn, unhandledArn, version } =
  registered('eu-west-1')
const LOCATION = {
  Name: name,
  Kind: kind,
  Region: region,
  ProbeArn: probeArn,
  GroupName: groupName,
  RoleArn: roleArn,
  DeadLettersArn: deadLettersArn,
  UnhandledArn: unhandledArn,
  Version: version,
  ResultsTable: 'Mail-Results',
  Reconciler: 'arn:reconciler',
}

function refusal(called: string): Error {
  return Object.assign(new Error(`refused: ${called}`), { name: called })
}

/** As the store tells it: DynamoDB's own error is the cause. */
function storeError(cause: Error): StoreError {
  return new StoreError(`DynamoDB (#locations): ${cause.message}`, { cause })
}

interface Home {
  outputs?: Partial<typeof OUTPUTS> | 'none'
  failing?: Failing
}

/** Home, whose next calls of that name fail so; what came of the others is noted. */
function world({ outputs = OUTPUTS, failing = {} }: Home = {}) {
  const clock = fakeClock()
  const calls: string[] = []
  const rows = new Map<string, RegisteredLocation>()
  async function call<T>(what: keyof Failing, work: () => T): Promise<T> {
    calls.push(what)
    const error = failing[what]?.shift()
    if (error !== undefined) throw what === 'reconcile' ? refusal(error) : storeError(refusal(error))
    return Promise.resolve(work())
  }
  const handler = locationHandler({
    clock,
    log: { write: () => undefined },
    home: { stackName: 'Mail', region: 'us-east-1' },
    findHome: () =>
      Promise.resolve<DeployedStack>(
        outputs !== 'none'
          ? { kind: 'found', region: 'us-east-1', account: '1', status: 'UPDATE_COMPLETE', outputs }
          : { kind: 'none', region: 'us-east-1' },
      ),
    locationsIn: (table) => ({
      registeredLocations: () => Promise.resolve([...rows.values()]),
      putLocation: (one) => call('put', () => void rows.set(`${table} ${one.name}`, one)),
      dropLocation: (one) => call('drop', () => void rows.delete(`${table} ${one}`)),
    }),
    reconcile: (arn) => call('reconcile', () => void calls.push(arn)),
  })
  const handle = (ResourceType: string, RequestType: string, ResourceProperties: object) => {
    const event = {
      ResourceType,
      RequestType,
      ResourceProperties: { ServiceToken: 'arn', ...ResourceProperties },
    }
    return clock.runUntil(handler(event))
  }
  return { handle, calls, rows, clock }
}

interface Failing {
  put?: string[]
  drop?: string[]
  reconcile?: string[]
}

test("home's outputs are handed over, the topics in the order that was asked for", async () => {
  const { handle } = world()
  for (const requestType of ['Create', 'Update']) {
    expect(await handle('Custom::RoundtripHome', requestType, HOME)).toEqual({
      PhysicalResourceId: 'home',
      Data: {
        MonitorsTable: 'Mail-Monitors',
        ResultsTable: 'Mail-Results',
        TokensFunction: 'arn:tokens',
        ReconcilerFunction: 'arn:reconciler',
        Topic0: 'arn:night',
        Topic1: 'arn:alerts',
      },
    })
  }
})

test('a home that is not there, is older, or lacks a topic is named, with what to do', async () => {
  await expect(world({ outputs: 'none' }).handle('Custom::RoundtripHome', 'Create', HOME)).rejects.toThrow(
    'there is no stack Mail in us-east-1; deploy home first: npx cdk deploy Mail',
  )
  const { ReconcilerFunction: _none, ...older } = OUTPUTS
  const outputs = { ...older, AlertTopics: 'alerts' }
  await expect(world({ outputs }).handle('Custom::RoundtripHome', 'Update', HOME)).rejects.toThrow(
    'stack Mail in us-east-1 has no output ReconcilerFunction, no topic night; deploy home with these settings first: npx cdk deploy Mail',
  )
})

test('nobody asks for home when the stack of a location goes', async () => {
  const { handle } = world({ outputs: 'none' })
  expect(await handle('Custom::RoundtripHome', 'Delete', HOME)).toEqual({ PhysicalResourceId: 'home' })
})

test('a location is written down at home, and its schedules are looked at then', async () => {
  const { handle, calls, rows, clock } = world()
  expect(await handle('Custom::RoundtripLocation', 'Create', LOCATION)).toEqual({
    PhysicalResourceId: 'eu-west-1',
  })
  const own = registered('eu-west-1', { registeredAt: clock.now() })
  expect(rows.get('Mail-Results eu-west-1')).toEqual(own)
  expect(calls).toEqual(['put', 'reconcile', 'arn:reconciler'])
  const defaultLocations = ['home', 'eu-west-1']
  await handle('Custom::RoundtripLocation', 'Update', {
    ...LOCATION,
    ...{ Removed: 'true', Address: '192.0.2.1', DefaultLocations: defaultLocations },
  })
  expect(rows.get('Mail-Results eu-west-1')).toEqual({
    ...own,
    ...{ removed: true, address: '192.0.2.1', defaultLocations },
  })
})

test('rights that were given a moment ago are waited for, and not for ever', async () => {
  const refused = 'AccessDeniedException'
  const { handle, rows, clock } = world({ failing: { put: [refused, refused], reconcile: [refused] } })
  const before = clock.monotonicMs()
  await handle('Custom::RoundtripLocation', 'Create', LOCATION)
  expect(rows.size).toBe(1)
  expect(clock.monotonicMs() - before).toBe(15 * SECOND)
  const never = world({ failing: { put: Array<string>(1000).fill(refused) } })
  await expect(never.handle('Custom::RoundtripLocation', 'Create', LOCATION)).rejects.toThrow(refused)
})

test('another failure fails the deploy: the next one tells home again', async () => {
  const { handle } = world({ failing: { reconcile: ['InternalFailure'] } })
  await expect(handle('Custom::RoundtripLocation', 'Create', LOCATION)).rejects.toThrow('InternalFailure')
  expect(await handle('Custom::RoundtripLocation', 'Create', LOCATION)).toBeDefined()
})

test.each<[string, Failing, string[]]>([
  ['home stands', {}, ['drop', 'reconcile', 'arn:reconciler']],
  ['home is gone but for its tables', { reconcile: ['ResourceNotFoundException'] }, ['drop', 'reconcile']],
  [
    'all of home is gone',
    { drop: ['ResourceNotFoundException'], reconcile: ['ResourceNotFoundException'] },
    ['drop', 'reconcile'],
  ],
])('a location whose stack goes is taken off, where %s', async (_, failing, expected) => {
  const { handle, calls } = world({ failing })
  expect(await handle('Custom::RoundtripLocation', 'Delete', LOCATION)).toEqual({
    PhysicalResourceId: 'eu-west-1',
  })
  expect(calls).toEqual(expected)
})

test('any other event is refused, with every field at fault', async () => {
  const { handle } = world()
  await expect(handle('Custom::Other', 'Create', {})).rejects.toThrow("not an event of a location's stack")
  const { ProbeArn: _arn, ...half } = LOCATION
  await expect(handle('Custom::RoundtripLocation', 'Create', half)).rejects.toThrow('ProbeArn')
})
