import { LambdaClient } from '@aws-sdk/client-lambda'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { lambdaTokenRenewer } from '../../shared/adapters/aws/lambda-token-renewer.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { TokenRenewer } from '../../shared/app/ports/token-renewal.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'

/** The function that is waited for ends within two minutes. */
const RENEWAL_MS: Millis = 125 * SECOND

export interface OwnRenewerOptions {
  functionArn: string
  /** Where that function is. */
  region: string
  clock: Clock
}

/** Has the stack's function for tokens fetch one. */
export function ownRenewer({ functionArn, region, clock }: OwnRenewerOptions): TokenRenewer {
  const patience = { ...FUNCTION_PATIENCE, answerMs: RENEWAL_MS }
  const client = clientInTime(LambdaClient, patience, { maxAttempts: 1, region })
  return lambdaTokenRenewer({ client, functionArn, clock })
}
