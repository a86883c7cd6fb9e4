import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { clientsByRegion } from '../../shared/adapters/aws/clients-by-region.ts'
import type { LocationQueues } from '../../shared/app/ports/location-queues.ts'

/** Their client is loaded where there are locations to look at, and most stacks have none. */
export function ownQueues(): LocationQueues {
  let made: Promise<LocationQueues> | undefined

  async function load(): Promise<LocationQueues> {
    const { SQSClient } = await import('@aws-sdk/client-sqs')
    const { sqsLocationQueues } = await import('../../shared/adapters/aws/sqs-location-queues.ts')
    // The endpoint is the Region's, whatever stands in a queue's address.
    const client = (config: { region?: string }) =>
      clientInTime(SQSClient, FUNCTION_PATIENCE, { ...config, useQueueUrlAsEndpoint: false, maxAttempts: 2 })
    return sqsLocationQueues(clientsByRegion(client))
  }

  return { letters: async (location) => (await (made ??= load())).letters(location) }
}
