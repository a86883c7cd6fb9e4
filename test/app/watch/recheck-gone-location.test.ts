import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { lambdaRunStarter } from '../../../shared/adapters/aws/lambda-run-starter.ts'
import type { RunStarter } from '../../../shared/app/ports/run-starter.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { placesOf, probesWith } from '../../../shared/core/location/places.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import {
  FAKE_AWS,
  type RecordingEndpoint,
  recordingEndpoint,
  refusal,
} from '../../support/aws/recording-endpoint.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { failing } from '../../support/memory/mail-steps.ts'
import { registered } from '../../support/worlds/registered.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { told } from '../../support/worlds/watched-world.ts'

const KNOWN = { home: 'us-east-1', defaults: ['home'] }
const AT_HOME = { 'us-east-1': registered('us-east-1').probeArn }
const BESIDE = {
  'eu-west-1': registered('eu-west-1'),
  berlin: registered('berlin', { region: 'eu-central-1' }),
}
type Beside = keyof typeof BESIDE
const EACH_BESIDE = Object.keys(BESIDE) as Beside[]

const database = databaseForEach()
let lambda: RecordingEndpoint
let client: LambdaClient
let refused: string | undefined

beforeEach(async () => {
  refused = undefined
  lambda = await recordingEndpoint(({ path }) =>
    refused !== undefined && path.includes(refused)
      ? refusal('TooManyRequestsException', 'slow down')
      : { status: 202, body: '' },
  )
  client = new LambdaClient({ ...FAKE_AWS, endpoint: lambda.url, maxAttempts: 1 })
})
afterEach(async () => {
  client.destroy()
  await lambda.close()
})

/** A monitor of three locations in the embedded database, whose run failed there, and no recheck could be started. */
async function failedAt(
  location: string,
  verify: true | 'elsewhere',
  change: object = {},
): Promise<RunWorld> {
  const clock = fakeClock()
  const runs = dynamoRunStore({
    client: database.client,
    tableName: database.tableNames.results,
    clock,
    ids: randomIds,
  })
  for (const name of EACH_BESIDE) await runs.putLocation(BESIDE[name])
  const world = await runWorld(
    { locations: ['home', ...EACH_BESIDE], intervalMinutes: 60, alerts: [{ verify }], ...change },
    clock,
    runs,
  )
  await fails(world, location)
  return world
}

async function fails(world: RunWorld, location: string): Promise<void> {
  world.mail.on('smtp.open', failing('smtp.open', { kind: 'refused' }))
  const scheduledAt = Math.floor(world.clock.now() / MINUTE) * MINUTE
  const request = { monitorId: 'inbox', location, scheduledAt, trigger: 'schedule' } as const
  const starter: RunStarter = { start: () => Promise.reject(new Error('no answer')) }
  await handleRun(request, { ...world.ports, knownLocations: KNOWN, starter })
}

/** So many passes of the watchdog as its function makes them; what failed in them. */
async function passes(world: RunWorld, count: number): Promise<string[]> {
  const { runs } = world
  const starter: RunStarter = {
    async start(request) {
      const probes = probesWith(AT_HOME, await runs.registeredLocations())
      await lambdaRunStarter(() => client, probes).start(request)
    },
  }
  const places = async () => placesOf(KNOWN, await runs.registeredLocations())
  const ports = { ...world.ports, starter, places, knownLocations: KNOWN }
  const failed: string[] = []
  for (let n = 0; n < count; n += 1) {
    await world.clock.advance(MINUTE)
    failed.push(...(await watch(ports)).failures.map(({ message }) => message))
  }
  return failed
}

const started = () => lambda.requests.map(({ body }) => (JSON.parse(body) as { location: string }).location)

/** How a location goes: its stack is deleted, or the settings take it away. */
const GOES = {
  gone: ({ runs }: RunWorld, name: Beside) => runs.dropLocation(name),
  removed: ({ runs }: RunWorld, name: Beside) => runs.putLocation({ ...BESIDE[name], removed: true }),
}

describe.each(Object.keys(GOES) as (keyof typeof GOES)[])('where a location is %s', (how) => {
  const goes = GOES[how]

  test('a failure of its own is given up, with nothing started, told or thrown', async () => {
    const world = await failedAt('berlin', true)
    await goes(world, 'berlin')
    expect(await passes(world, 20)).toEqual([])
    expect(started()).toEqual([])
    expect(told(world)).toEqual([])
    const state = await world.runs.findState('inbox')
    expect(state?.awaitsRecheck).toEqual({})
    expect(state?.absent).toHaveProperty('berlin')
  })

  test('a failure of another location is rechecked at the next that stands, at once', async () => {
    const world = await failedAt('us-east-1', 'elsewhere')
    await goes(world, 'eu-west-1')
    expect(await passes(world, 1)).toEqual([])
    expect(started()).toEqual(['berlin'])
  })

  test('it is rechecked where it failed, if no other stands', async () => {
    const world = await failedAt('us-east-1', 'elsewhere')
    for (const name of EACH_BESIDE) await goes(world, name)
    expect(await passes(world, 1)).toEqual([])
    expect(started()).toEqual(['us-east-1'])
  })
})

test('a recheck that cannot be started holds up neither another one nor the alerts that are due', async () => {
  const alerts = [{ verify: true }, { topic: 'oncall', repeatMinutes: 2 }]
  const world = await failedAt('berlin', true, { alerts })
  await fails(world, 'eu-west-1')
  refused = 'berlin'
  const failures = await passes(world, 3)
  expect(failures).not.toEqual([])
  for (const message of failures) expect(message).toMatch(/^the recheck inbox.*_berlin_.* was not started/)
  expect(started()).toContain('eu-west-1')
  expect(told(world)).toContain('repeated oncall')
})
