import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { parseEvent } from '../../../functions/probe/parse-event.ts'
import { lambdaRunStarter } from '../../../shared/adapters/aws/lambda-run-starter.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { probesWith } from '../../../shared/core/location/places.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { failingRegion } from '../../support/aws/failing-region.ts'
import { recordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import type { AwsFault } from '../../support/fault-proxy/fault-plan.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'
import { registered } from '../../support/worlds/registered.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

const BERLIN = registered('berlin', { region: 'eu-central-1' })
const AT_HOME = { 'us-east-1': registered('us-east-1').probeArn }
const LOCATIONS = ['us-east-1', 'berlin'] as const
const REGIONS: Readonly<Record<string, string>> = { 'us-east-1': 'us-east-1', berlin: BERLIN.region }

/** Lambda of one Region, which takes every event. */
async function regionOfLambda() {
  const behind = await recordingEndpoint(() => ({ status: 202, body: '' }))
  let taken = 0
  return {
    ...(await failingRegion(LambdaClient, behind)),
    /** The events that it took and nobody has asked for yet. */
    events(): readonly unknown[] {
      const all = behind.requests.slice(taken)
      taken = behind.requests.length
      return all.map(({ body }) => JSON.parse(body) as unknown)
    },
  }
}

let lambdas: Map<string, Awaited<ReturnType<typeof regionOfLambda>>>

beforeEach(async () => {
  lambdas = new Map()
  for (const region of Object.values(REGIONS)) lambdas.set(region, await regionOfLambda())
})
afterEach(async () => {
  for (const lambda of lambdas.values()) await lambda.close()
})

function lambdaIn(region = '') {
  const found = lambdas.get(region)
  if (!found) throw new Error(`there is no Region ${region}`)
  return found
}

/** One run at home and one in Berlin, each of whose processes died right after its claim. */
async function interrupted(): Promise<RunWorld> {
  const world = await runWorld({ locations: ['home', 'berlin'] })
  for (const location of LOCATIONS) {
    const process = processUnderTest(world.ports, { at: 'runs.claim #1', fault: 'dies after' })
    const handling = handleRun({ ...world.request, location }, process.ports)
    await Promise.race([handling, process.death]).catch(() => undefined)
  }
  await world.clock.advance(2 * MINUTE)
  return world
}

/** One pass of the watchdog, and every event that Lambda took, handled as often as it was taken. */
async function pass(world: RunWorld) {
  const starter = lambdaRunStarter((region) => lambdaIn(region).client(), probesWith(AT_HOME, [BERLIN]))
  const report = await watch({ ...world.ports, starter })
  for (const location of LOCATIONS) {
    for (const event of lambdaIn(REGIONS[location]).events()) {
      await world.clock.runUntil(handleRun(parseEvent(event, location), world.ports))
    }
  }
  return report
}

const resultAt = ({ runs, request }: RunWorld, location: string) =>
  runs.findResult(runKeyOf({ ...request, location }))

test.each<AwsFault>(['fails before', 'fails after', 'answer lost', 'silent before', 'silent after'])(
  'a run that was interrupted in a Region whose Lambda %s is made once, and one at home at once',
  async (fault) => {
    const world = await interrupted()
    lambdaIn(BERLIN.region).fail(fault)
    const { restarted, failures } = await pass(world)
    expect(restarted).toBe(1)
    expect(failures.map(({ message }) => message)).toMatchObject([expect.stringContaining('berlin')])
    expect(await resultAt(world, 'us-east-1')).toMatchObject({ status: 0, warnings: ['taken-over'] })

    lambdaIn(BERLIN.region).behave()
    await world.clock.advance(2 * MINUTE)
    await pass(world)
    expect(await resultAt(world, 'berlin')).toMatchObject({ status: 0, warnings: ['taken-over'] })
    expect(world.mail.submissions, 'one message each').toHaveLength(2)
    expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
    expect(world.published).toEqual([])
  },
)
