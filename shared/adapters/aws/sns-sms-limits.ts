import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  type SNSClient,
} from '@aws-sdk/client-sns'

import type { SmsLimits } from '../../app/ports/account-facts.ts'

/** Of the client's Region. Throws what the client throws. */
export async function smsLimits(client: SNSClient): Promise<SmsLimits> {
  const [{ IsInSandbox = false }, { attributes }] = await Promise.all([
    client.send(new GetSMSSandboxAccountStatusCommand({})),
    client.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] })),
  ])
  const limit = Number.parseFloat(attributes?.MonthlySpendLimit ?? '')
  return { sandbox: IsInSandbox, ...(Number.isFinite(limit) && { monthlyDollars: limit }) }
}
