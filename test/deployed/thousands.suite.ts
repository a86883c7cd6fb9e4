import {
  GetScheduleCommand,
  paginateListSchedules,
  SchedulerClient,
  type GetScheduleCommandOutput,
} from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { inParallel } from '../../shared/app/concurrency/in-parallel.ts'
import { type EpochMs, MINUTE, SECOND } from '../../shared/core/time/units.ts'
import { faultProxy } from '../support/fault-proxy/fault-proxy.ts'
import { cdkDeploy, cdkDestroy } from './account/cdk.ts'
import { endpointVariables, withVariables } from './account/function-variables.ts'
import { lab } from './account/lab.ts'
import { SETTINGS, anyStack, mail } from './account/shared-stack.ts'
import { deployedStack } from './account/stack.ts'
import { tableRows } from './monitors/table-rows.ts'

const COUNT = 2000
const INTERVAL = 10 * MINUTE
const SLICE = 10 * SECOND
/** How many rows are timed from put to schedule, and the pause between two of them. */
const TIMED = 100
const PAUSE = 20

/** A stack of its own, that no other suite is slowed down by all these schedules. */
const NAME = 'Thousands'
const app = { settings: { ...SETTINGS, stackName: NAME }, monitors: [] }
await anyStack()
const { outputs, output } = await cdkDeploy(app)
const stack = deployedStack(NAME, outputs[NAME] ?? throwing(output))
const rows = tableRows(stack)
const group = `${stack.name}-${stack.location}`
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const FunctionName = (await stack.resource('AWS::Lambda::Function', 'ReconcilerFunction')).id
await withVariables(FunctionName, endpointVariables(proxy.url))
afterAll(async () => {
  await proxy.close()
  // The schedules go with their group.
  await cdkDestroy(app)
}, 120_000)

const { mailbox, smtp, emailAddress } = mail.monitor('thousands') as unknown as Record<string, unknown>
const definition = (monitorId: string, more: object = {}) => ({
  monitorId,
  emailAddress,
  mailbox,
  smtp,
  ...more,
})
const ids = Array.from({ length: COUNT }, (_, n) => `inbox-${n}`)
/** Half are changed and a tenth deleted, some of them both. */
const changed = ids.filter((_, n) => n % 2 === 0)
const deleted = ids.filter((_, n) => n % 10 === 3)

const client = new SchedulerClient({})

/** Every schedule of the group, whole: by name. */
async function standing(): Promise<Map<string, GetScheduleCommandOutput>> {
  const names: string[] = []
  const pages = paginateListSchedules({ client }, { GroupName: group, MaxResults: 100 })
  for await (const { Schedules = [] } of pages) names.push(...Schedules.map(({ Name = '' }) => Name))
  const found = new Map<string, GetScheduleCommandOutput>()
  await inParallel(names, 20, async (Name) => {
    found.set(Name, await client.send(new GetScheduleCommand({ Name, GroupName: group })))
  })
  return found
}

describe(`${COUNT} rows`, () => {
  beforeAll(async () => {
    await rows.write(ids.map((monitorId) => definition(monitorId)))
    await lab.drain()
  }, 1_200_000)
  test(`become ${COUNT} schedules, spread so that no 10 s of the interval hold more than 1.5 times the mean`, async () => {
    const schedules = await standing()
    expect(schedules.size).toBe(COUNT)
    const slices = new Map<number, number>()
    for (const { StartDate } of schedules.values()) {
      const slice = Math.floor(((StartDate?.getTime() ?? NaN) % INTERVAL) / SLICE)
      slices.set(slice, (slices.get(slice) ?? 0) + 1)
    }
    const most = Math.max(...slices.values())
    const mean = COUNT / (INTERVAL / SLICE)
    console.log(
      `of ${COUNT} starts the fullest 10 s hold ${most}, ${(most / mean).toFixed(2)} times the mean`,
    )
    expect(most).toBeLessThanOrEqual(1.5 * mean)
  })

  test('of which half are changed and a tenth deleted while every tenth call fails: table and schedules agree', async () => {
    proxy.failEvery(10, ['throttled', 'fails before', 'fails after', 'answer lost'])
    const kept = changed.filter((id) => !deleted.includes(id))
    await rows.write(
      kept.map((monitorId) => definition(monitorId, { intervalMinutes: 20 })),
      deleted,
    )
    const reports = await lab.drain()
    proxy.behave()
    expect(reports.filter(({ blocked }) => blocked !== undefined)).toEqual([])
    expect(proxy.calls.filter(({ fault }) => fault !== undefined).length).toBeGreaterThan(500)

    const wanted = new Map(
      ids
        .filter((id) => !deleted.includes(id))
        .map((id) => [id, `rate(${kept.includes(id) ? 20 : 10} minutes) ENABLED`]),
    )
    const found = Array.from(
      await standing(),
      ([name, { ScheduleExpression, State }]) =>
        [name, `${ScheduleExpression ?? ''} ${State ?? ''}`] as const,
    )
    expect(found.sort()).toEqual([...wanted].sort())
  }, 1_200_000)
})

test('a row that is put has its schedule soon', async () => {
  const putAt = new Map<string, EpochMs>()
  const written = new AbortController()
  const draining = (async () => {
    while (!written.signal.aborted) await lab.drain()
    await lab.drain()
  })()
  for (let n = 0; n < TIMED; n += 1) {
    const monitorId = `timed-${n}`
    putAt.set(monitorId, Date.now())
    await rows.put(definition(monitorId))
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  written.abort()
  await draining
  const delays = await Promise.all(
    Array.from(putAt, async ([Name, at]) => {
      const { CreationDate } = await client.send(new GetScheduleCommand({ Name, GroupName: group }))
      return (CreationDate?.getTime() ?? NaN) - at
    }),
  )
  delays.sort((a, b) => a - b)
  const at = (share: number) => delays[Math.ceil(share * TIMED) - 1] ?? NaN
  console.log(
    `from put to schedule, ${TIMED} rows: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`,
  )
  expect(delays.every((delay) => Number.isFinite(delay))).toBe(true)
})

function throwing(message: string): never {
  throw new Error(message)
}
