import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda'

import type { Concurrency } from '../../app/ports/account-facts.ts'

/** Of the client's account and Region. Throws what the client throws, and where the answer does not say. */
export async function lambdaConcurrency(client: LambdaClient): Promise<Concurrency> {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}))
  const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved = limit } =
    AccountLimit ?? {}
  if (limit === undefined || unreserved === undefined) {
    throw Object.assign(new Error('Lambda does not say how many functions may run at once'), {
      name: 'IncompleteAnswer',
      $metadata: {},
    })
  }
  return { limit, unreserved }
}
