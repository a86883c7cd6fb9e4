import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs'

import type { LocationQueues } from '../../app/ports/location-queues.ts'
import { regionOfArn } from '../../core/location/arn-region.ts'
import type { ClientOf } from './clients-by-region.ts'

const COUNTED = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const

/** Asks each location's own SQS; the letters that somebody is reading just now count as well. */
export function sqsLocationQueues(clientOf: ClientOf<SQSClient>): LocationQueues {
  async function count(queueArn: string): Promise<number> {
    const command = new GetQueueAttributesCommand({ QueueUrl: urlOf(queueArn), AttributeNames: [...COUNTED] })
    const { Attributes = {} } = await clientOf(regionOfArn(queueArn)).send(command)
    return COUNTED.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0)
  }

  return {
    async letters({ deadLettersArn, unhandledArn }) {
      const [deadLetters, unhandled] = await Promise.all([count(deadLettersArn), count(unhandledArn)])
      return { deadLetters, unhandled }
    },
  }
}

/** What SQS knows a queue by (Amazon SQS, "Queue and message identifiers"); asking for it would be a call more. */
function urlOf(queueArn: string): string {
  const [, partition, , region, account, name] = queueArn.split(':')
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `https://sqs.${region}.${domain}/${account}/${name}`
}
