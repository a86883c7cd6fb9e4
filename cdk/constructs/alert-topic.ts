import * as sns from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

import type { StackSettings } from '../settings-shape.ts'

/** The topic that carries alerts, and who listens to it. */
export class AlertTopic extends Construct {
  readonly topic: sns.Topic

  constructor(scope: Construct, id: string, subscribers: StackSettings['subscribers']) {
    super(scope, id)
    this.topic = new sns.Topic(this, 'Topic', { displayName: 'Roundtrip', enforceSSL: true })
    for (const email of subscribers.email) this.topic.addSubscription(new EmailSubscription(email))
    for (const phone of subscribers.sms) this.topic.addSubscription(new SmsSubscription(phone))
  }
}
