import { PurgeQueueCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, describe, expect, test } from 'vitest'

import { MINUTE } from '../../../shared/core/time/units.ts'
import { roundtrip } from '../../cli/roundtrip-process.ts'
import { clockAtNearest, withVariables } from '../account/function-variables.ts'
import { lab } from '../account/lab.ts'
import { resourceAt } from '../account/several-regions.ts'
import { mail } from '../account/shared-stack.ts'
import type { DeployedStack } from '../account/stack.ts'

interface Listed {
  name: string
  mark?: string
  letters?: { deadLetters: number; unhandled: number }
}

/** Tests of what a location has to tell home, and of what is asked of it from there. */
export function toldAtHome(
  stack: () => DeployedStack,
  { location, monitorId }: { location: string; monitorId: string },
): void {
  const command = (...line: string[]) =>
    roundtrip([...line, '--stack', stack().name], process.env as Record<string, string>).ended()

  async function listed(): Promise<{ code: number | null; one: Listed | undefined }> {
    const { code, out, err } = await command('locations', '--json')
    expect(err).toBe('')
    const { items } = JSON.parse(out) as { items: Listed[] }
    return { code, one: items.find(({ name }) => name === location) }
  }

  /** What a pass of the watchdog logs of letters, in a minute in which it looks at the locations. */
  async function lettersSeen(): Promise<readonly unknown[]> {
    const { id } = await stack().resource('AWS::Lambda::Function', 'Watchdog')
    const changed = await withVariables(id, clockAtNearest(5 * MINUTE))
    try {
      const before = (await lab.log(id)).length
      await lab.fire({ rule: `${stack().name}-WatchdogEveryMinute` })
      const lines = (await lab.log(id)).slice(before).split('\n')
      return lines.filter(
        (line) => line.includes('LocationProblems') || line.includes('letters at a location'),
      )
    } finally {
      await changed.restore()
    }
  }

  describe(`what lies in the queues of ${location}`, () => {
    const sqs = new SQSClient({ region: location })
    afterAll(async () => {
      const QueueUrl = await resourceAt(location, 'AWS::SQS::Queue', 'DeadLettersUnhandled')
      await sqs.send(new PurgeQueueCommand({ QueueUrl }))
      sqs.destroy()
    })

    test('is told at home while it waits, and once nobody could make a result of it', async () => {
      expect(await lettersSeen()).toEqual([expect.stringMatching(/"LocationProblems":0\b/)])
      const QueueUrl = await resourceAt(location, 'AWS::SQS::Queue', 'DeadLettersQueue')
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no event of ours' }))
      expect((await listed()).one).toMatchObject({ letters: { deadLetters: 1, unhandled: 0 } })
      expect(await lettersSeen()).toEqual([
        expect.stringMatching(new RegExp(`"${location}".*"deadLetters":1,"unhandled":0`)),
        expect.stringMatching(/"LocationProblems":1\b/),
      ])

      await lab.drain()
      const { code, one } = await listed()
      expect(code).toBe(1)
      expect(one).toMatchObject({ mark: 'letters', letters: { deadLetters: 0, unhandled: 1 } })
      expect(await lettersSeen()).toEqual([
        expect.stringMatching(new RegExp(`"${location}".*"deadLetters":0,"unhandled":1`)),
        expect.stringMatching(/"LocationProblems":1\b/),
      ])
    })
  })

  test(`roundtrip test --from ${location} has the run made there, and shows it`, async () => {
    mail.faults.clear()
    const { code, out, err } = await command('test', monitorId, '--from', location)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/\nresult +OK/)
    const [, runId = ''] =
      new RegExp(`${monitorId}/(\\S+_${location}_on-demand_[0-9a-f]{12})`).exec(out) ?? []
    expect(await stack().ports.runs.findResult({ monitorId, runId })).toMatchObject({ status: 0, location })
  })
}
