import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'

import { NotStarted, type RunStarter, type TrialStarter } from '../../app/ports/run-starter.ts'
import { regionOfArn } from '../../core/location/arn-region.ts'
import { isoInstant } from '../../core/time/units.ts'
import type { ClientOf } from './clients-by-region.ts'

/** What Lambda calls its refusals (AWS Lambda API, "Invoke"). */
const REFUSALS: Readonly<Record<string, { reason: NotStarted['reason']; words: string }>> = {
  TooManyRequestsException: {
    reason: 'throttled',
    words: 'Lambda takes no more calls now (throttled); try again in a minute',
  },
  AccessDeniedException: {
    reason: 'forbidden',
    words: 'these credentials lack the permission lambda:InvokeFunction for the probe',
  },
}

/**
 * Hands a run or a trial to its location's probe function, in that one's Region, where Lambda then calls it as it
 * does for a rule. Throws `NotStarted`, or what else the client throws.
 */
export function lambdaRunStarter(
  clientOf: ClientOf<LambdaClient>,
  /** By location: the ARN of the probe function, or its name in the environment's Region. */
  probeArns: Readonly<Record<string, string>>,
): RunStarter & TrialStarter {
  async function invoke(location: string, event: object): Promise<void> {
    const FunctionName = probeArns[location]
    if (FunctionName === undefined) {
      const locations = Object.keys(probeArns).join(', ')
      throw new NotStarted('no-location', `there is no probe at "${location}", only at: ${locations}`)
    }
    const Payload = JSON.stringify(event)
    try {
      const client = clientOf(regionOfArn(FunctionName))
      await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
    } catch (cause) {
      throw inWords(cause, FunctionName)
    }
  }

  return {
    start: ({ scheduledAt, ...request }) =>
      invoke(request.location, { ...request, scheduledAt: isoInstant(scheduledAt) }),
    startTrial: ({ trialId, location }) => invoke(location, { trial: trialId, location }),
  }
}

function inWords(cause: unknown, functionName: string): unknown {
  const refusal = cause instanceof Error ? REFUSALS[cause.name] : undefined
  return refusal ? new NotStarted(refusal.reason, `${refusal.words} (${functionName})`, { cause }) : cause
}
