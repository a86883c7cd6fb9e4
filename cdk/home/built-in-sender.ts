import { Aws, CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as ses from 'aws-cdk-lib/aws-ses'
import * as sns from 'aws-cdk-lib/aws-sns'
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import {
  BUILT_IN_SENDER_OUTPUT,
  DKIM_RECORD_OUTPUTS,
  SENDER_EVENTS_OUTPUT,
} from '../../shared/core/aws/stack-outputs.ts'
import type { Retention } from '../../shared/core/history/retention.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { configurationSetArn } from '../location/sending-access.ts'
import { domainOf } from '../../shared/core/run/sender/sender-identities.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { tableVariables } from './environment.ts'
import type { Tables } from './tables.ts'

export interface BuiltInSenderProps {
  settings: StackSettings
  sender: NonNullable<StackSettings['builtInSender']>
  tables: Tables
  /** Where an event goes that could not be noted. */
  unhandled: sqs.IQueue
}

/** What SES tells of a message after it took it, as CloudFormation spells it. */
const EVENTS = ['delivery', 'deliveryDelay', 'bounce', 'reject', 'complaint']

/** An event is of use as long as its run is looked at, and Lambda keeps none longer than this. */
const MAX_EVENT_AGE = Duration.hours(6)

/**
 * Amazon SES as the sender of monitors without `smtp`: the identity that it sends as, the configuration set that
 * every probe names, and the function that notes what SES tells of each message (docs/adr/0019).
 */
export class BuiltInSender extends Construct {
  /** Notes what SES tells. */
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: BuiltInSenderProps) {
    super(scope, id)
    const { settings, sender } = props
    const set = configurationSet(this, settings.stackName)
    const topic = new sns.Topic(this, 'SenderEvents', { enforceSSL: true })
    letPublish(topic, configurationSetArn(this, settings.stackName))
    this.function = noting(this, props)
    topic.addSubscription(new LambdaSubscription(this.function, { deadLetterQueue: props.unhandled }))
    const destination = new ses.CfnConfigurationSetEventDestination(this, 'Told', {
      configurationSetName: set.ref,
      eventDestination: {
        name: 'roundtrip',
        enabled: true,
        matchingEventTypes: EVENTS,
        snsDestination: { topicArn: topic.topicArn },
      },
    })
    // SES publishes a first message when it is told of the topic, and fails the deploy where it may not.
    destination.node.addDependency(topic)
    identityOf(this, settings, sender)
    output(this, BUILT_IN_SENDER_OUTPUT, sender.address, ABOUT[sender.identity])
    output(this, SENDER_EVENTS_OUTPUT, topic.topicArn, 'What Amazon SES tells of test messages goes here')
  }
}

const ABOUT = {
  domain:
    'Sends the test messages of monitors without smtp, by Amazon SES, once the DKIM records are in the DNS',
  address:
    'Sends the test messages of monitors without smtp, by Amazon SES, once the link is followed that AWS mails to this address',
  existing: 'Sends the test messages of monitors without smtp, by Amazon SES',
} as const

/**
 * Its name is the stack's, so that probes of other Regions can name it. An address is not suppressed after a bounce,
 * which would keep every later message from one that is tested on purpose; it is after a complaint.
 */
function configurationSet(scope: Construct, name: string): ses.CfnConfigurationSet {
  return new ses.CfnConfigurationSet(scope, 'Set', {
    name,
    suppressionOptions: {
      suppressedReasons: ['COMPLAINT'],
      validationOptions: { conditionThreshold: { conditionThresholdEnabled: 'DISABLED' } },
    },
    reputationOptions: { reputationMetricsEnabled: false },
    sendingOptions: { sendingEnabled: true },
  })
}

function letPublish(topic: sns.Topic, setArn: string): void {
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('ses.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': setArn } },
    }),
  )
}

function noting(scope: Construct, { settings, tables, unhandled }: BuiltInSenderProps): lambda.Function {
  const { resultDays, logDays, failureLogDays, functionLogDays } = settings.retention
  const bundled = new BundledFunction(scope, 'Note', {
    entry: 'functions/mail-events/index.ts',
    description: 'Notes what Amazon SES tells of test messages of Roundtrip',
    memoryMb: 256,
    logDays: functionLogDays,
    timeout: Duration.seconds(30),
    maxEventAge: MAX_EVENT_AGE,
    retryAttempts: 2,
    deadLetterQueue: unhandled,
    environment: {
      ...tableVariables(tables),
      ROUNDTRIP_RETENTION: JSON.stringify({ resultDays, logDays, failureLogDays } satisfies Retention),
    } satisfies EnvironmentOf<'mail-events'>,
  })
  bundled.allow(['dynamodb:UpdateItem'], tables.results.tableArn)
  return bundled.function
}

/**
 * Kept when the stack or the setting goes, like the tables: whoever else sends from this domain would lose it, and
 * another identity has other DNS records.
 */
function identityOf(
  scope: Construct,
  { removalPolicy }: Pick<StackSettings, 'removalPolicy'>,
  { address, identity }: BuiltInSenderProps['sender'],
): void {
  if (identity === 'existing') return
  const domain = domainOf(address)
  const made = new ses.CfnEmailIdentity(scope, identity === 'domain' ? 'Domain' : 'Address', {
    emailIdentity: identity === 'domain' ? domain : address,
    // Each bounce is an event of its run; in an outage there would be a mail for each.
    feedbackAttributes: { emailForwardingEnabled: false },
  })
  made.applyRemovalPolicy(
    removalPolicy === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  )
  if (identity === 'address') return
  const records = [
    [made.attrDkimDnsTokenName1, made.attrDkimDnsTokenValue1],
    [made.attrDkimDnsTokenName2, made.attrDkimDnsTokenValue2],
    [made.attrDkimDnsTokenName3, made.attrDkimDnsTokenValue3],
  ] as const
  records.forEach(([name, value], place) => {
    output(
      scope,
      DKIM_RECORD_OUTPUTS[place] ?? '',
      `${name} CNAME ${value}`,
      `Add this record to the DNS of ${domain}: with all three Amazon SES sends as ${address}`,
    )
  })
}

/** The command line and people find them by these names, wherever in a stack this stands. */
function output(scope: Construct, name: string, value: string, description: string): void {
  new CfnOutput(scope, `${name}Output`, { value, description }).overrideLogicalId(name)
}
