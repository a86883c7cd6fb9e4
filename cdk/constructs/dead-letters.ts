import { Duration } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

/** Where an event goes that Lambda or a rule gave up on: kept 14 days, the longest that SQS offers. */
export class DeadLetters extends Construct {
  readonly queue: sqs.Queue

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
  }
}
