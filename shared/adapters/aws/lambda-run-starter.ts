import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'

import type { RunStarter } from '../../app/ports/run-starter.ts'
import { isoInstant } from '../../core/time/units.ts'

/**
 * Hands a run to its location's probe function, which Lambda then calls as it does for a rule. Throws what
 * the client throws.
 */
export function lambdaRunStarter(
  client: LambdaClient,
  /** The probe function's ARN by location. */
  probeArns: Readonly<Record<string, string>>,
): RunStarter {
  return {
    async start({ scheduledAt, ...request }) {
      const FunctionName = probeArns[request.location]
      if (FunctionName === undefined) {
        throw new Error(
          `there is no probe at "${request.location}", only at: ${Object.keys(probeArns).join(', ')}`,
        )
      }
      const Payload = JSON.stringify({ ...request, scheduledAt: isoInstant(scheduledAt) })
      await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
    },
  }
}
