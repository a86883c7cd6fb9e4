import { Duration } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { LocationNames } from '../../shared/core/location/location-names.ts'

/**
 * Six times the timeout of the function that reads the queue, as Lambda asks (AWS Lambda, "Using Lambda with
 * Amazon SQS").
 */
const VISIBILITY = Duration.minutes(6)
/** Half an hour of tries at that rate; fewer than five lose letters to throttling alone (same page). */
const MOST_RECEIVES = 5

/**
 * Where an event goes that Lambda, a rule or a schedule gave up on, to be ended as an inconclusive run; and
 * where a letter goes that could not be ended so. Both keep what they hold for 14 days, the longest that SQS
 * offers.
 */
export class DeadLetters extends Construct {
  /** What AWS gave up on. */
  readonly queue: sqs.Queue
  /** What nobody could make a result of: anything in here is for a person to look at. */
  readonly unhandled: sqs.Queue

  constructor(scope: Construct, id: string, names?: Pick<LocationNames, 'deadLetters' | 'unhandled'>) {
    super(scope, id)
    const kept = {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    }
    this.unhandled = new sqs.Queue(this, 'Unhandled', {
      ...kept,
      ...(names && { queueName: names.unhandled }),
    })
    this.queue = new sqs.Queue(this, 'Queue', {
      ...kept,
      ...(names && { queueName: names.deadLetters }),
      visibilityTimeout: VISIBILITY,
      deadLetterQueue: { queue: this.unhandled, maxReceiveCount: MOST_RECEIVES },
    })
  }
}
