import { LambdaClient } from '@aws-sdk/client-lambda'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { lambdaRunStarter } from '../../shared/adapters/aws/lambda-run-starter.ts'
import type { RunStarter } from '../../shared/app/ports/run-starter.ts'

/** Has this function invoked again. */
export function ownStarter(location: string): RunStarter {
  // Lambda sets it (Lambda Developer Guide, "Defined runtime environment variables").
  const ownName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? ''
  const client = clientInTime(LambdaClient, FUNCTION_PATIENCE)
  return lambdaRunStarter(() => client, { [location]: ownName })
}
