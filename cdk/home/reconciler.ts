import { ArnFormat, Aws, CustomResource, Duration, Stack, type CfnResource } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import { type EnvironmentOf, type LocationSchedules, RECONCILE } from '../../functions/contract.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface SchedulesProps {
  settings: StackSettings
  tables: Tables
  topics: Topics
  /** The location whose schedules these are, and the function that is that location. */
  location: string
  probe: lambda.IFunction
  deadLetters: sqs.Queue
  /** Where records of the stream go that could not be followed. */
  unhandled: sqs.Queue
  /** The rows of the stack, which stand before any is looked at. */
  rows: CustomResource
}

/**
 * The schedules of the table's monitors: their group, the role that Scheduler takes on, and the function that follows the table's
 * stream and repairs any drift each night and after each deploy.
 */
export class Schedules extends Construct {
  readonly function: lambda.Function
  readonly groupName: string
  /** Stands once every monitor was followed. */
  readonly reconciled: CustomResource

  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id)
    const { settings, tables, location } = props
    const topics = Object.keys(props.topics.forAlerts)
    const stack = Stack.of(this)
    // The group goes with the stack, and takes its schedules along.
    this.groupName = `${settings.stackName}-${location}`
    const group = new CfnScheduleGroup(this, 'Group', { name: this.groupName })
    const invoker = schedulerRole(this, group.attrArn, props)
    const schedules = {
      location,
      groupName: this.groupName,
      probeArn: props.probe.functionArn,
      roleArn: invoker.roleArn,
      deadLettersArn: props.deadLetters.queueArn,
    } satisfies LocationSchedules

    const follower = new BundledFunction(this, 'Follow', {
      entry: 'functions/reconciler/index.ts',
      description: "Makes schedules of the Monitors table's rows",
      memoryMb: 256,
      logDays: settings.retention.functionLogDays,
      // A reconcile of thousands of monitors takes minutes; a batch of the stream takes seconds.
      timeout: Duration.minutes(15),
      maxEventAge: Duration.hours(6),
      retryAttempts: 2,
      deadLetterQueue: props.unhandled,
      environment: {
        ROUNDTRIP_MONITORS_TABLE: tables.monitors.tableName,
        ROUNDTRIP_RESULTS_TABLE: tables.results.tableName,
        ROUNDTRIP_SCHEDULES: stack.toJsonString([schedules]),
        ROUNDTRIP_TOPIC_NAMES: JSON.stringify(topics),
      } satisfies EnvironmentOf<'schedules'>,
    })
    this.function = follower.function
    const schedulesOfGroup = stack.formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.groupName}/*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    })
    for (const statement of statements(props, schedulesOfGroup, invoker)) follower.role.addToPolicy(statement)
    acknowledgeWildcard(
      follower.role,
      schedulesOfGroup,
      'Schedules come and go with rows; the group is the limit.',
    )
    acknowledgeWildcard(
      follower.role,
      '*',
      'ListSchedules and ListStreams know no resources, and tell names alone.',
    )
    const stream = followStream(this, follower.function, props)
    stream.node.addDependency(group)

    new events.Rule(this, 'Nightly', {
      description: 'Repairs any drift between the Monitors table and its schedules',
      schedule: events.Schedule.cron({ hour: '0', minute: '45' }),
      targets: [
        new LambdaFunction(follower.function, {
          event: events.RuleTargetInput.fromObject(RECONCILE),
          maxEventAge: Duration.hours(6),
          deadLetterQueue: props.unhandled,
        }),
      ],
    })
    const framework = new ProviderFramework(this, 'Framework', {
      onEvent: follower.function,
      logDays: settings.retention.functionLogDays,
    })
    const reconcile = new CustomResource(this, 'Reconcile', {
      resourceType: 'Custom::RoundtripReconcile',
      serviceToken: framework.serviceToken,
      // Whatever a schedule depends on, or whether a row has mistakes: a deploy that changes none of it has nothing to repair.
      properties: {
        ...schedules,
        table: tables.monitors.tableName,
        topics,
        code: codeOf(follower.function),
      },
    })
    reconcile.node.addDependency(group, follower.role, props.rows)
    // A row of the stack may name a topic that comes with the same deploy: whoever follows it must know that first.
    props.rows.node.addDependency(follower.function)
    this.reconciled = reconcile
  }
}

/** What Scheduler takes on to start the runs of one group, and nobody else can take on. */
function schedulerRole(scope: Construct, groupArn: string, { probe, deadLetters }: SchedulesProps): iam.Role {
  const role = new iam.Role(scope, 'Invoker', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': groupArn } },
    }),
  })
  role.addToPolicy(
    new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [probe.functionArn] }),
  )
  role.addToPolicy(
    new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
  )
  return role
}

function statements(
  { tables, unhandled }: SchedulesProps,
  schedulesOfGroup: string,
  invoker: iam.Role,
): iam.PolicyStatement[] {
  const may = (actions: string[], ...resources: string[]) => new iam.PolicyStatement({ actions, resources })
  return [
    may(['dynamodb:GetItem', 'dynamodb:Scan'], tables.monitors.tableArn),
    may(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
      tables.results.tableArn,
    ),
    may(
      [
        'scheduler:GetSchedule',
        'scheduler:CreateSchedule',
        'scheduler:UpdateSchedule',
        'scheduler:DeleteSchedule',
      ],
      schedulesOfGroup,
    ),
    may(['scheduler:ListSchedules', 'dynamodb:ListStreams'], '*'),
    new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [invoker.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    }),
    may(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      tables.monitorsStreamArn,
    ),
    may(['sqs:SendMessage'], unhandled.queueArn),
  ]
}

/**
 * Following is idempotent and reads the row anew, so records may come late, twice or out of order. One that keeps failing is put aside
 * after a few tries; the night looks at its row again.
 */
function followStream(scope: Construct, target: lambda.Function, { tables, unhandled }: SchedulesProps) {
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
