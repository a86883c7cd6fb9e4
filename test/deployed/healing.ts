import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { watch } from '../../shared/app/watch.ts'
import { isoInstant, MINUTE } from '../../shared/core/units.ts'
import { letTimePass } from './ageing.ts'
import { lab } from './lab.ts'
import type { DeployedStack } from './stack.ts'

/** Something that comes by itself and brings to its end what was left half done about a monitor. */
export type Healing = (stack: DeployedStack, monitorId: string) => Promise<void>

/** Two minutes later, so that every claim has lapsed, the watchdog makes one pass. */
export const byWatchdog: Healing = async (stack, monitorId) => {
  await letTimePass(stack, monitorId, 2 * MINUTE)
  await watch({
    ...stack.ports,
    starter: {
      async start({ scheduledAt, ...request }) {
        const event = { ...request, scheduledAt: isoInstant(scheduledAt) }
        await new LambdaClient({}).send(
          new InvokeCommand({
            FunctionName: stack.output('ProbeFunction'),
            InvocationType: 'Event',
            Payload: JSON.stringify(event),
          }),
        )
      },
    },
  })
  await lab.drain()
}

/** All that heals, in the order in which it comes. */
export const HEALINGS: readonly Healing[] = [byWatchdog, byWatchdog]
