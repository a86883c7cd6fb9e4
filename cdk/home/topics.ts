import { Annotations, Aws } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as sns from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, SmsSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

import { ALERT_TOPIC, OPERATIONS_TOPIC } from '../../shared/core/definition/built-in-topics.ts'
import type { StackSettings, Subscribers } from '../settings/settings-shape.ts'

/**
 * Changing the alert topic's id here would replace it, and with it every subscription that somebody
 * confirmed.
 */
const CONSTRUCT_IDS: Readonly<Record<string, string>> = {
  [ALERT_TOPIC]: 'Topic',
  [OPERATIONS_TOPIC]: 'Operations',
}

/** The warnings of a topic without a subscriber, by ids that who wants it so acknowledges. */
export const UNHEARD = [
  { id: 'roundtrip:nobodyIsTold', name: ALERT_TOPIC, when: 'mail fails' },
  { id: 'roundtrip:nobodyOperates', name: OPERATIONS_TOPIC, when: 'Roundtrip itself is in trouble' },
] as const

/** One topic for each name in the settings, and who listens to it. */
export class Topics extends Construct {
  /** By name; `alerts` and `operations` are among them. */
  readonly all: Readonly<Record<string, sns.Topic>>
  /** Those that carry alerts of monitors: all but `operations`. */
  readonly forAlerts: Readonly<Record<string, sns.Topic>>
  readonly alerts: sns.Topic
  readonly operations: sns.Topic

  constructor(scope: Construct, id: string, topics: StackSettings['topics']) {
    super(scope, id)
    const made = (name: string) => topic(this, name, topics[name])
    this.alerts = made(ALERT_TOPIC)
    this.operations = made(OPERATIONS_TOPIC)
    letAlarmsPublish(this.operations)
    const named = Object.keys(topics).filter((name) => !(name in CONSTRUCT_IDS))
    this.forAlerts = {
      [ALERT_TOPIC]: this.alerts,
      ...Object.fromEntries(named.map((name) => [name, made(name)])),
    }
    this.all = { ...this.forAlerts, [OPERATIONS_TOPIC]: this.operations }
    for (const { id, name, when } of UNHEARD) {
      if (!isSilent(topics[name])) continue
      Annotations.of(this).addWarningV2(
        id,
        `Nobody will be told when ${when}: write who is into cdk/settings.ts, as topics: { ${name}: { email: ["you@example.com"] } }`,
      )
    }
  }
}

function topic(scope: Construct, name: string, subscribers: Subscribers | undefined): sns.Topic {
  const made = new sns.Topic(scope, CONSTRUCT_IDS[name] ?? name, {
    displayName: name === ALERT_TOPIC ? 'Roundtrip' : `Roundtrip ${name}`,
    enforceSSL: true,
  })
  const { email = [], sms = [], https = [], sqs = [] } = subscribers ?? {}
  for (const address of email) made.addSubscription(new EmailSubscription(address))
  for (const number of sms) made.addSubscription(new SmsSubscription(number))
  for (const url of https) made.addSubscription(new UrlSubscription(url))
  for (const arn of sqs) {
    // Not CDK's SqsSubscription: it wants to change the queue's policy, and this queue is somebody else's.
    new sns.Subscription(made, arn, {
      topic: made,
      protocol: sns.SubscriptionProtocol.SQS,
      endpoint: arn,
      rawMessageDelivery: true,
    })
  }
  return made
}

/**
 * CloudWatch publishes as itself, so the topic must let it in: for alarms of this account, not for anybody's.
 */
function letAlarmsPublish(operations: sns.Topic): void {
  operations.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [operations.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  )
}

function isSilent(subscribers: Subscribers | undefined): boolean {
  return Object.values(subscribers ?? {}).every((list: readonly string[]) => list.length === 0)
}
