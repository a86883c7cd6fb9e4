import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { codeVersion } from '../../../shared/adapters/version.ts'
import { accountDoor } from '../account/account-door.ts'
import { cdkDeploy, cdkDestroy, cdkDiff } from '../account/cdk.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { doctorSaid } from '../account/doctor-said.ts'
import { lab } from '../account/lab.ts'
import { checkout } from '../account/older-checkout.ts'
import {
  FAR,
  HOME,
  NEAR,
  SENDER,
  appWith,
  bootstrapAll,
  deployed,
  fireAt,
  resultAt,
  scheduleAt,
  stackAt,
} from '../account/several-regions.ts'
import { mail } from '../account/shared-stack.ts'
import { type DeployedStack, minutesAgo } from '../account/stack.ts'
import { handedOver } from '../monitors/sent-by-ses.ts'
import { tableRows } from '../monitors/table-rows.ts'

const TWO = appWith({ [NEAR]: {} }, ['home', NEAR])
const THREE = appWith({ [NEAR]: {}, [FAR]: {} }, ['home', NEAR, FAR])
const monitorId = 'everywhere'

let stack: DeployedStack

async function write(id: string, changes: Record<string, unknown> | undefined): Promise<void> {
  const rows = tableRows(stack)
  await (changes ? rows.put(mail.monitor(id, changes)) : rows.remove(id))
  await lab.drain()
}

const registered = async () => {
  const all = await stack.ports.runs.registeredLocations()
  return all.map(({ name, version, removed }) => ({ name, version, ...(removed && { removed }) }))
}

beforeAll(async () => {
  await bootstrapAll()
  stack = await deployed(TWO)
  await stack.setSecret(monitorId, PASSWORD)
  await lab.drain()
}, 600_000)

describe('a location', () => {
  test('registers itself at home, with the version that it was deployed from', async () => {
    expect(await registered()).toEqual([{ name: NEAR, version: codeVersion() }])
  })

  test.each([HOME, NEAR])('runs what names it, from %s, and its results are at home', async (location) => {
    const fired = await fireAt(stack, { monitorId, location, time: minutesAgo(9) })
    expect(fired.targets).toMatchObject([{ delivered: true, error: false }])
    expect(fired.result).toMatchObject({ status: 0, outcome: 'delivered', location })
  })

  test('tells of what fails there by the topic of home', async () => {
    // Other installations of this account, now gone, had a monitor of this name too.
    const before = (await stack.alertsOn(monitorId)).length
    mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Go away' }, { times: 1 })
    const fired = await fireAt(stack, { monitorId, location: NEAR, time: minutesAgo(8) })
    expect(fired.result).toMatchObject({ reason: 'recipient-rejected', location: NEAR })
    const alerts = (await stack.alertsOn(monitorId)).slice(before)
    expect(alerts.map(({ topicArn, attributes }) => [topicArn, attributes.location])).toEqual([
      [stack.output('AlertTopic'), NEAR],
    ])
    await fireAt(stack, { monitorId, location: NEAR, time: minutesAgo(7) })
  })

  test('sends by Amazon SES of home where a monitor has no smtp', async () => {
    const [id, time] = ['by-ses-of-home', minutesAgo(9)]
    await stack.setSecret(id, PASSWORD)
    await write(id, { smtp: undefined, locations: [NEAR], timeoutSeconds: 30 })
    const fired = lab.fire({ schedule: id, group: stackAt(NEAR), region: NEAR, time })
    const sent = await handedOver(id)
    expect(sent).toMatchObject({ region: HOME, from: SENDER, configurationSet: stack.name })
    mail.deliver(id, sent.raw)
    await fired
    const result = await resultAt(stack, { monitorId: id, location: NEAR, time })
    expect(result).toMatchObject({ status: 0, location: NEAR })
    await write(id, undefined)
  })
})

describe('a location that is added later', () => {
  beforeAll(async () => {
    await stack.setSecret('row', PASSWORD)
    await write('row', { locations: ['home', NEAR] })
    stack = await deployed(THREE)
    await lab.drain()
  }, 600_000)

  test('registers beside the others, and runs what names it', async () => {
    expect((await registered()).map(({ name }) => name)).toEqual([FAR, NEAR])
    const fired = await fireAt(stack, { monitorId, location: FAR, time: minutesAgo(6) })
    expect(fired.result).toMatchObject({ status: 0, location: FAR })
    expect(await stack.ports.runs.findState(monitorId)).not.toHaveProperty('misconfigured')
  })

  test('gets the schedules of rows that name it, in its own Region, and so do the others', async () => {
    expect(await scheduleAt('row', FAR)).toBeUndefined()
    await write('row', { locations: ['home', NEAR, FAR] })
    for (const location of [HOME, NEAR, FAR]) {
      expect(await scheduleAt('row', location), location).toMatchObject({ state: 'ENABLED' })
    }
    const time = minutesAgo(5)
    for (const location of [HOME, NEAR, FAR]) {
      await lab.fire({ schedule: 'row', group: stackAt(location), region: location, time })
      expect(await resultAt(stack, { monitorId: 'row', location, time })).toMatchObject({
        status: 0,
        location,
      })
    }
  })

  test('leaves nothing to be deployed', async () => {
    const diff = await cdkDiff(THREE)
    expect(diff.empty, diff.output).toBe(true)
  })

  test('has what changed behind its back repaired at night, from home', async () => {
    const scheduler = new SchedulerClient({ region: FAR })
    await scheduler.send(new DeleteScheduleCommand({ Name: 'row', GroupName: stackAt(FAR) }))
    expect(await scheduleAt('row', FAR)).toBeUndefined()
    await lab.fire({ rule: 'Afar-ReconcilerNightly' })
    expect(await scheduleAt('row', FAR)).toMatchObject({ state: 'ENABLED' })
  })
})

describe('calls between Regions that fail', () => {
  afterEach(() => lab.behave())

  test('lose no schedule: the row is followed again', async () => {
    await lab.fault({ service: 'scheduler', error: '500', count: 8, function: 'Reconciler' })
    await write('struck', { locations: [NEAR, FAR] })
    for (const location of [NEAR, FAR]) expect(await scheduleAt('struck', location)).toBeDefined()
    await write('struck', undefined)
    for (const location of [NEAR, FAR]) expect(await scheduleAt('struck', location)).toBeUndefined()
  })

  test('lose no result of a run, which is stored at a later attempt', async () => {
    await lab.fault({ service: 'dynamodb', error: '500', count: 4, function: 'Afar-eu-west-1-probe' })
    const fired = await fireAt(stack, { monitorId, location: NEAR, time: minutesAgo(4) })
    expect(fired.result).toMatchObject({ status: 0, location: NEAR })
  })
})

describe('a location of another version', () => {
  let other: ReturnType<typeof checkout>
  beforeAll(() => {
    other = checkout('HEAD')
    const file = path.join(other.root, 'package.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": ".*"/, '"version": "9.9.9"'))
  })
  afterAll(() => other.remove())

  test('is deployed alone, tells its version, also where calls fail on the way, and goes on running', async () => {
    for (const [service, action] of [
      ['dynamodb', 'PutItem'],
      ['lambda', 'Invoke'],
    ] as const) {
      await lab.fault({ service, action, error: '500', count: 2, function: 'HomeFunction' })
    }
    const { code, output } = await cdkDeploy({ ...THREE, root: other.root }, stackAt(NEAR))
    expect(code, output).toBe(0)
    await lab.behave()
    await lab.drain()
    expect(await registered()).toContainEqual({
      name: NEAR,
      version: codeVersion().replace(/^[^+]+/, '9.9.9'),
    })
    const fired = await fireAt(stack, { monitorId, location: NEAR, time: minutesAgo(3) })
    expect(fired.result).toMatchObject({ status: 0, location: NEAR })
  }, 600_000)
})

test('doctor names the location of other code, and one that monitors name and that has not registered', async () => {
  const { runs } = stack.ports
  const far = (await runs.registeredLocations()).find(({ name }) => name === FAR)
  if (!far) throw new Error(`${FAR} has not registered`)
  const door = await accountDoor()
  onTestFinished(() => door.close())
  await runs.dropLocation(FAR)
  const { code, said } = await doctorSaid(door, '--stack', stack.name).finally(() => runs.putLocation(far))
  expect(code).toBe(1)
  const [atHome, there] = [codeVersion(), codeVersion().replace(/^[^+]+/, '9.9.9')]
  expect(said.versions).toContain(
    `problem: Location ${NEAR} runs other code than home: ${there} there, ${atHome} at home.`,
  )
  expect(said.locations).toEqual([
    `problem: Location ${FAR} is not registered, and ${monitorId}, row name it.`,
  ])
})

describe('a location that is taken away', () => {
  const LEFT = appWith({ [NEAR]: {}, [FAR]: { removed: true } }, ['home', NEAR])

  test('starts nothing any more once it is marked, and its rows are told', async () => {
    stack = await deployed(LEFT)
    await lab.drain()
    expect(await registered()).toContainEqual({ name: FAR, version: codeVersion(), removed: true })
    const rules = (await lab.schedules()).filter(({ kind, region }) => kind === 'rule' && region === FAR)
    expect(rules).toEqual([])
    expect(await scheduleAt('row', FAR)).toBeUndefined()
    const state = await stack.ports.runs.findState('row')
    expect(state?.misconfigured?.problems.map(({ path }) => path)).toEqual(['locations[2]'])
    await write('row', { locations: ['home', NEAR] })
    expect(await stack.ports.runs.findState('row')).not.toHaveProperty('misconfigured')
  }, 600_000)

  test('is gone from home with its stack', async () => {
    const { code, output } = await cdkDestroy(LEFT, stackAt(FAR))
    expect(code, output).toBe(0)
    expect((await registered()).map(({ name }) => name)).toEqual([NEAR])
    const after = await cdkDiff(TWO)
    expect(after.output).toContain(`Stack ${stackAt(NEAR)} (`)
    expect(after.output).not.toContain(`Stack ${stackAt(FAR)} (`)
  }, 600_000)
})

afterAll(async () => {
  await cdkDestroy(THREE)
}, 600_000)
