import { Annotations, Aws, RemovalPolicy } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
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

/** SNS's own key, one an account. */
const SNS_KEY = 'alias/aws/sns'

/** The warnings of a topic without a subscriber, by ids that who wants it so acknowledges. */
export const UNHEARD = [
  { id: 'roundtrip:nobodyIsTold', name: ALERT_TOPIC, when: 'mail fails' },
  { id: 'roundtrip:nobodyOperates', name: OPERATIONS_TOPIC, when: 'Roundtrip itself has a problem' },
] as const

/** One topic for each name in the settings, and who listens to it. */
export class Topics extends Construct {
  /** By name; `alerts` and `operations` are among them. */
  readonly all: Readonly<Record<string, sns.Topic>>
  /** Those that carry alerts of monitors: all but `operations`. */
  readonly forAlerts: Readonly<Record<string, sns.Topic>>
  readonly alerts: sns.Topic
  readonly operations: sns.Topic

  constructor(
    scope: Construct,
    id: string,
    { topics, topicsKey }: Pick<StackSettings, 'topics' | 'topicsKey'>,
  ) {
    super(scope, id)
    const own = topicsKey === 'own' ? topicsKeyOf(this).keyArn : undefined
    const made = (name: string, key: string | undefined) => topic(this, name, topics[name], key)
    this.alerts = made(ALERT_TOPIC, own ?? SNS_KEY)
    this.operations = made(OPERATIONS_TOPIC, own)
    letAlarmsPublish(this.operations)
    const named = Object.keys(topics).filter((name) => !(name in CONSTRUCT_IDS))
    this.forAlerts = {
      [ALERT_TOPIC]: this.alerts,
      ...Object.fromEntries(named.map((name) => [name, made(name, own ?? SNS_KEY)])),
    }
    this.all = { ...this.forAlerts, [OPERATIONS_TOPIC]: this.operations }
    for (const { id, name, when } of UNHEARD) {
      if (!isSilent(topics[name])) continue
      Annotations.of(this).addWarningV2(
        id,
        `No alert will be sent when ${when}: add a subscriber to cdk/settings.ts, for example topics: { ${name}: { email: ["you@example.com"] } }`,
      )
    }
  }
}

function topic(
  scope: Construct,
  name: string,
  subscribers: Subscribers | undefined,
  kmsKey: string | undefined,
): sns.Topic {
  const made = new sns.Topic(scope, CONSTRUCT_IDS[name] ?? name, {
    displayName: name === ALERT_TOPIC ? 'Roundtrip' : `Roundtrip ${name}`,
    enforceSSL: true,
  })
  // Not the construct's `masterKey`, whose grants would give functions rights on the key: its policy lets
  // whoever may publish use it through SNS.
  if (kmsKey !== undefined) (made.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = kmsKey
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
 * A key that is used through SNS alone: by principals of this account that may publish, as with SNS's own key,
 * and by CloudWatch's alarms (SNS Developer Guide, "Enable compatibility between event sources from AWS
 * services and encrypted topics"). Subscribers need no right on it: SNS decrypts what it delivers.
 */
function topicsKeyOf(scope: Construct): kms.Key {
  const key = new kms.Key(scope, 'Key', {
    description: "What is published to Roundtrip's topics",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const actions = ['kms:GenerateDataKey*', 'kms:Decrypt']
  const resources = ['*']
  const viaSns = { 'kms:ViaService': `sns.${Aws.REGION}.amazonaws.com` }
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions,
      resources,
      conditions: { StringEquals: { ...viaSns, 'kms:CallerAccount': Aws.ACCOUNT_ID } },
    }),
  )
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions,
      resources,
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  )
  return key
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
