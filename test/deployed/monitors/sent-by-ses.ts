import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { expect, vi } from 'vitest'

import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunKey } from '../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { type Mailed, lab } from '../account/lab.ts'
import type { DeployedStack } from '../account/stack.ts'

/** The message that SES was handed for this monitor, once it was. */
export function handedOver(monitorId: string): Promise<Mailed> {
  return vi.waitFor(
    async () => {
      const sent = (await lab.mailed()).findLast(({ to }) => to.includes(`${monitorId}@example.test`))
      if (!sent) throw new Error(`SES was handed nothing for ${monitorId}`)
      return sent
    },
    { timeout: 30_000, interval: 50 },
  )
}

/** The run of a monitor's schedule at that minute. */
export function runAt({ location }: DeployedStack, monitorId: string, time: EpochMs): RunKey {
  const scheduledAt = Math.floor(time / MINUTE) * MINUTE
  return runKeyOf({ monitorId, location, scheduledAt, trigger: 'schedule' })
}

/**
 * Publishes what SES would, which the simulated account does not, and waits until it was noted.
 * `facts`: the part that is the event's own, as `{ eventType: 'Delivery', delivery: {…} }`.
 */
export async function told(stack: DeployedStack, run: RunKey, facts: { eventType: string }): Promise<void> {
  const topic = await stack.resource('AWS::SNS::Topic', 'Sender')
  const before = JSON.stringify(await stack.ports.runs.findMailEvents(run))
  const Message = JSON.stringify({
    ...facts,
    mail: {
      timestamp: isoInstant(Date.now()),
      messageId: '0100-example-000000',
      destination: [`${run.monitorId}@example.test`],
      tags: {
        'ses:configuration-set': [stack.name],
        'roundtrip-monitor': [run.monitorId],
        'roundtrip-run': [run.runId],
      },
    },
  })
  await new SNSClient({}).send(new PublishCommand({ TopicArn: topic.id, Message }))
  await vi.waitFor(
    async () => expect(JSON.stringify(await stack.ports.runs.findMailEvents(run))).not.toBe(before),
    { timeout: 30_000, interval: 50 },
  )
}

/** As SES tells that the recipient's server took it. */
export function delivery(smtpResponse: string, processingTimeMillis = 1234) {
  const timestamp = isoInstant(Date.now())
  return {
    eventType: 'Delivery',
    delivery: { timestamp, processingTimeMillis, smtpResponse, remoteMtaIp: '198.51.100.7' },
  }
}

/** As SES tells that it will not be delivered. */
export function bounce(bounceSubType: string, diagnosticCode: string) {
  return {
    eventType: 'Bounce',
    bounce: {
      timestamp: isoInstant(Date.now()),
      bounceType: 'Permanent',
      bounceSubType,
      bouncedRecipients: [{ action: 'failed', status: '5.1.1', diagnosticCode }],
    },
  }
}
