import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import type { LocationQueues } from '../../shared/app/ports/location-queues.ts'

/** Asks the SQS of each location, whose client is loaded then. */
export function deployedQueues(): LocationQueues {
  return {
    async letters(location) {
      const { SQSClient } = await import('@aws-sdk/client-sqs')
      const { sqsLocationQueues } = await import('../../shared/adapters/aws/sqs-location-queues.ts')
      const { region } = location
      const client = clientInTime(SQSClient, COMMAND_PATIENCE, { region, useQueueUrlAsEndpoint: false })
      try {
        return await sqsLocationQueues(() => client).letters(location)
      } finally {
        client.destroy()
      }
    },
  }
}
