import type { Context } from 'aws-lambda'
import { beforeEach, describe, expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { reconcilerHandler } from '../../../functions/reconciler/handler.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { registered } from '../../support/worlds/registered.ts'
import {
  HOME,
  type ReconcileWorld,
  TABLE_DEFINITION,
  reconcileWorld,
} from '../../support/worlds/reconcile-world.ts'

let world: ReconcileWorld
let lines: string[]
/** Monitors whose schedule cannot be put. */
let poisoned: Set<string>

beforeEach(() => {
  world = reconcileWorld()
  lines = []
  poisoned = new Set()
})

function handle(event: unknown) {
  const put: typeof world.schedules.put = (schedule) =>
    poisoned.has(schedule.monitorId)
      ? Promise.reject(new Error('AccessDeniedException'))
      : world.schedules.put(schedule)
  const schedulesAt = () => ({ ...world.schedules, put })
  const log = jsonLog({ write: (line) => lines.push(line) })
  return reconcilerHandler({ ports: world.ports, schedulesAt, log })(event, {} as Context)
}

async function rows(...ids: string[]): Promise<void> {
  for (const monitorId of ids) {
    const definition = { ...TABLE_DEFINITION, monitorId }
    await world.monitors.put({ monitorId, managedBy: 'table', revision: 1, definition }, undefined)
  }
}

/** A stream that tells of these rows, in this order. */
function stream(...ids: string[]) {
  return {
    Records: ids.map((S, n) => ({
      eventName: 'MODIFY',
      dynamodb: { Keys: { monitorId: { S } }, SequenceNumber: String(100 + n) },
    })),
  }
}

const scheduled = () => [...world.schedules.standing.values()].map(({ monitorId }) => monitorId).sort()
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('records of the stream', () => {
  test('become schedules of the rows as they stand now, whatever the records say', async () => {
    await rows('a', 'b')
    expect(await handle(stream('b', 'gone', 'a', 'b'))).toEqual({ batchItemFailures: [] })
    expect(scheduled()).toEqual(['a', 'b'])
  })

  test('that fail are reported each, hold up nobody, and are logged with the monitor and the cause', async () => {
    await rows('a', 'b', 'c')
    poisoned.add('b')
    expect(await handle(stream('a', 'b', 'c', 'b'))).toEqual({
      batchItemFailures: [{ itemIdentifier: '101' }, { itemIdentifier: '103' }],
    })
    expect(scheduled()).toEqual(['a', 'c'])
    expect(logged().at(-1)).toEqual({
      level: 'ERROR',
      message: 'monitor not followed',
      monitorId: 'b',
      error:
        'ReconcileError: monitor b could not be followed < ' +
        'SchedulesFailed: its schedule could not be put right at eu-west-1 < Error: AccessDeniedException',
    })
  })

  test('may name rows that no monitor could be called', async () => {
    expect(await handle(stream('#installation', 'Größe\n', 'x'.repeat(1000)))).toEqual({
      batchItemFailures: [],
    })
  })
})

describe('the nightly event', () => {
  test('repairs drift both ways', async () => {
    await rows('a')
    await world.schedules.put({ monitorId: 'ghost', location: HOME, intervalMinutes: 1, enabled: true })
    await handle({ reconcile: true })
    expect(scheduled()).toEqual(['a'])
  })

  test('fails when a monitor could not be followed, so that Lambda tries again', async () => {
    await rows('a', 'b')
    poisoned.add('a')
    await expect(handle({ reconcile: true })).rejects.toThrow('1 of 2 monitors could not be followed')
    expect(scheduled()).toEqual(['b'])
  })
})

describe('a deploy', () => {
  test.each(['Create', 'Update'])('(%s) reconciles', async (RequestType) => {
    await rows('a')
    expect(await handle({ RequestType })).toEqual({ PhysicalResourceId: 'reconcile' })
    expect(scheduled()).toEqual(['a'])
  })

  test('that is the first expects results from now on, since nothing could run before', async () => {
    await rows('a')
    await handle(stream('a'))
    const before = (await world.runs.findState('a'))?.expected[HOME] ?? 0
    await world.clock.advance(24 * 60 * MINUTE)
    await handle({ RequestType: 'Update' })
    expect((await world.runs.findState('a'))?.expected).toEqual({ [HOME]: before })
    await handle({ RequestType: 'Create' })
    expect((await world.runs.findState('a'))?.expected).toEqual({ [HOME]: before + 24 * 60 * MINUTE })
  })

  test('is not undone by one row at fault', async () => {
    await rows('a', 'b')
    poisoned.add('a')
    await handle({ RequestType: 'Update' })
    expect(scheduled()).toEqual(['b'])
  })

  test('fails when nothing at all can be scheduled, with the cause', async () => {
    await rows('a', 'b')
    poisoned.add('a').add('b')
    await expect(handle({ RequestType: 'Create' })).rejects.toThrow(
      /no schedule could be set: .*AccessDenied/,
    )
  })

  test('that deletes the stack leaves rows and schedules to it', async () => {
    await rows('a')
    expect(await handle({ RequestType: 'Delete' })).toEqual({ PhysicalResourceId: 'reconcile' })
    expect(scheduled()).toEqual([])
  })
})

test.each([null, {}, { Records: [{}] }, { reconcile: false }, { RequestType: 'Peek' }])(
  'the event %j is refused and logged',
  async (event) => {
    await expect(handle(event)).rejects.toThrow('not an event for the schedules')
    expect(logged()).toMatchObject([{ level: 'ERROR', message: 'event not handled' }])
  },
)

describe('locations beside home', () => {
  test('are read at each event, so that schedules follow them without a deploy', async () => {
    await world.write({ locations: ['us-west-2'] })
    await handle({ reconcile: true })
    expect(scheduled()).toEqual([])
    await world.runs.putLocation(registered('us-west-2'))
    await handle({ reconcile: true })
    expect([...world.schedules.standing.keys()]).toEqual(['us-west-2 inbox'])
  })

  test('whose Scheduler does not answer fail the night by name, and no deploy', async () => {
    await rows('a')
    await world.runs.putLocation(registered('us-west-2'))
    const list = world.schedules.list.bind(world.schedules)
    world.schedules.list = (location) =>
      location === HOME ? list(location) : Promise.reject(new Error('connect ETIMEDOUT'))
    await expect(handle({ reconcile: true })).rejects.toThrow(
      'the schedules at us-west-2 could not be listed',
    )
    expect(logged()).toContainEqual({
      level: 'ERROR',
      message: 'location not followed',
      location: 'us-west-2',
      error: 'Error: connect ETIMEDOUT',
    })
    expect(await handle({ RequestType: 'Update' })).toEqual({ PhysicalResourceId: 'reconcile' })
    expect(scheduled()).toEqual(['a'])
  })
})
