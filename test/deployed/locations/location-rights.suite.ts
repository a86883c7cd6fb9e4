import { afterAll, beforeAll, expect, test } from 'vitest'

import { locationNames } from '../../../shared/core/location/location-names.ts'
import { cdkDestroy } from '../account/cdk.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { credentialsOf } from '../account/function-identity.ts'
import { lab } from '../account/lab.ts'
import { NEAR, appWith, bootstrapAll, deployed, resourceAt } from '../account/several-regions.ts'
import type { DeployedStack } from '../account/stack.ts'
import { attemptsAt, expectRights, reachedBySchedules } from '../permissions/from-a-location.ts'

const APP = appWith({ [NEAR]: {} }, ['home', NEAR])
const monitorId = 'everywhere'
const FUNCTION = 'AWS::Lambda::Function'
const QUEUE = 'AWS::SQS::Queue'

let stack: DeployedStack

beforeAll(async () => {
  await bootstrapAll()
  stack = await deployed(APP)
  await stack.setSecret(monitorId, PASSWORD)
  await lab.drain()
}, 600_000)
afterAll(() => cdkDestroy(APP), 600_000)

async function attempts() {
  const { group } = locationNames(stack.name, NEAR)
  const letters = await resourceAt(NEAR, QUEUE, 'DeadLettersQueue')
  const unhandled = await resourceAt(NEAR, QUEUE, 'DeadLettersUnhandled')
  return attemptsAt(stack, { monitorId, group, region: NEAR, letters, unhandled })
}

test('the probe of a location does at home what a run takes, and writes no rows, reads no grants or secrets of others', async () => {
  const { probe } = locationNames(stack.name, NEAR)
  await expectRights(await credentialsOf(probe, NEAR), (await attempts()).probe)
})

test('what reads its dead letters does all that ends a run, reads no secret and starts nothing', async () => {
  const reader = await resourceAt(NEAR, FUNCTION, 'DeadLetterRuns')
  await expectRights(await credentialsOf(reader, NEAR), (await attempts()).reader)
})

test('what registers it writes down locations, and no other item', async () => {
  const registrar = await resourceAt(NEAR, FUNCTION, 'HomeFunction')
  await expectRights(await credentialsOf(registrar, NEAR), (await attempts()).registrar)
})

test('Scheduler starts its probe and hands over letters there, and reaches nothing of home', async () => {
  const [own] = await stack.ports.runs.registeredLocations()
  if (!own) throw new Error('no location has registered')
  const atHome = async (type: string, logicalId: string) =>
    String((await stack.resource(type, logicalId)).attributes.Arn)
  const reached = await reachedBySchedules(
    { roleArn: own.roleArn, group: own.groupName, region: NEAR },
    {
      'its probe': own.probeArn,
      'its letters': own.deadLettersArn,
      'what was put aside': own.unhandledArn,
      'the probe of home': await atHome(FUNCTION, 'Probe'),
      'what makes schedules': await atHome(FUNCTION, 'ReconcilerFunction'),
      'letters of home': await atHome(QUEUE, 'DeadLettersQueue'),
    },
  )
  expect(reached).toEqual({
    'its probe': true,
    'its letters': true,
    'what was put aside': false,
    'the probe of home': false,
    'what makes schedules': false,
    'letters of home': false,
  })
})
