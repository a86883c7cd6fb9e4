import { ArnFormat, CustomResource, Duration, Stack, type CfnResource } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct, type IDependable } from 'constructs'

import { type EnvironmentOf, type LocationSchedules, RECONCILE } from '../../functions/contract.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { locationVariables, senderVariables, tableVariables } from './environment.ts'
import { locationArns } from './location-arns.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface ReconcilerProps {
  settings: StackSettings
  tables: Tables
  topics: Topics
  /** The location that it puts schedules into, and what those need to stand. */
  location: LocationSchedules
  group: IDependable
  /** Where records of the stream go that could not be followed. */
  unhandled: sqs.IQueue
  /** The rows of the stack, which stand before any is looked at. */
  rows: CustomResource
}

/**
 * The function that makes schedules of the table's rows: it follows the table's stream, and repairs any drift
 * each night and after each deploy.
 */
export class Reconciler extends Construct {
  readonly function: lambda.Function
  /** Stands once every monitor was followed. */
  readonly reconciled: CustomResource

  constructor(scope: Construct, id: string, props: ReconcilerProps) {
    super(scope, id)
    const { settings, tables, location, group, unhandled } = props
    const topics = Object.keys(props.topics.forAlerts)
    const logDays = settings.retention.functionLogDays
    const bundled = new BundledFunction(this, 'Default', {
      entry: 'functions/reconciler/index.ts',
      description: "Makes schedules of the Monitors table's rows",
      memoryMb: 256,
      logDays,
      // A reconcile of thousands of monitors takes minutes; a batch of the stream takes seconds.
      timeout: Duration.minutes(15),
      maxEventAge: Duration.hours(6),
      retryAttempts: 2,
      deadLetterQueue: unhandled,
      environment: {
        ...tableVariables(tables),
        ...locationVariables(this, settings),
        ...senderVariables(settings),
        ROUNDTRIP_SCHEDULES: Stack.of(this).toJsonString([location]),
        ROUNDTRIP_TOPIC_NAMES: JSON.stringify(topics),
      } satisfies EnvironmentOf<'reconciler'>,
    })
    this.function = bundled.function
    allowReconciling(bundled, props)
    followStream(this, bundled.function, props).node.addDependency(group)

    new events.Rule(this, 'Nightly', {
      description: 'Repairs any drift between the Monitors table and its schedules',
      schedule: events.Schedule.cron({ hour: '0', minute: '45' }),
      targets: [
        new LambdaFunction(bundled.function, {
          event: events.RuleTargetInput.fromObject(RECONCILE),
          maxEventAge: Duration.hours(6),
          deadLetterQueue: unhandled,
        }),
      ],
    })
    const framework = new ProviderFramework(this, 'Framework', { onEvent: bundled.function, logDays })
    this.reconciled = new CustomResource(this, 'Reconcile', {
      resourceType: 'Custom::RoundtripReconcile',
      serviceToken: framework.serviceToken,
      // Whatever a schedule depends on, or whether a row has mistakes: a deploy that changes none of it has
      // nothing to repair.
      properties: {
        ...location,
        table: tables.monitors.tableName,
        topics,
        locations: locationVariables(this, settings).ROUNDTRIP_LOCATIONS,
        code: codeOf(bundled.function),
        ...(settings.builtInSender && { builtInSender: 'true' }),
      },
    })
    this.reconciled.node.addDependency(group, bundled.role, props.rows)
    // A row of the stack may name a topic that comes with the same deploy: whoever follows it must know that
    // first.
    props.rows.node.addDependency(bundled.function)
  }
}

function allowReconciling(
  bundled: BundledFunction,
  { settings, tables, unhandled, location }: ReconcilerProps,
): void {
  const beside = locationArns(bundled, settings)
  const own = Stack.of(bundled).formatArn({
    service: 'scheduler',
    resource: 'schedule',
    resourceName: `${location.groupName}/*`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  })
  const schedules = [own, ...beside.map(({ schedules }) => schedules)]
  bundled.allow(['dynamodb:GetItem', 'dynamodb:Scan'], tables.monitors.tableArn)
  bundled.allow(
    ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
    tables.results.tableArn,
  )
  bundled.allow(
    [
      'scheduler:GetSchedule',
      'scheduler:CreateSchedule',
      'scheduler:UpdateSchedule',
      'scheduler:DeleteSchedule',
    ],
    ...schedules,
  )
  bundled.allow(['scheduler:ListSchedules', 'dynamodb:ListStreams'], '*')
  bundled.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [location.roleArn, ...beside.map(({ scheduleRole }) => scheduleRole)],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    }),
  )
  bundled.allow(
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    tables.monitorsStreamArn,
  )
  bundled.allow(['sqs:SendMessage'], unhandled.queueArn)
  for (const group of schedules) {
    acknowledgeWildcard(bundled.role, group, 'Schedules come and go with rows; the group is the limit.')
  }
  acknowledgeWildcard(
    bundled.role,
    '*',
    'ListSchedules and ListStreams know no resources, and tell names alone.',
  )
}

/**
 * Following is idempotent and reads the row anew, so records may come late, twice or out of order. One that
 * keeps failing is put aside after a few tries; the night looks at its row again.
 */
function followStream(scope: Construct, target: lambda.Function, { tables, unhandled }: ReconcilerProps) {
  return new lambda.EventSourceMapping(scope, 'Stream', {
    target,
    eventSourceArn: tables.monitorsStreamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    parallelizationFactor: 10,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(1),
    onFailure: { bind: () => ({ destination: unhandled.queueArn }) },
  })
}

/** The key of the function's bundle, which is a hash of what is in it. */
function codeOf(made: lambda.Function): string {
  const { code } = made.node.defaultChild as CfnResource & { code: { s3Key?: string } }
  return code.s3Key ?? ''
}
