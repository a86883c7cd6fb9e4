import { Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import type { StackSettings } from '../settings-shape.ts'
import { BundledFunction } from './bundled-function.ts'
import { retentionOf, topicArns } from './environment.ts'
import { grantSecrets } from './secret-access.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface ProbeFunctionProps {
  settings: StackSettings
  location: string
  tables: Tables
  topics: Topics
  deadLetters: sqs.Queue
}

/** The function that performs the runs of one location, and what it may do. */
export class ProbeFunction extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: ProbeFunctionProps) {
    super(scope, id)
    const { settings, tables, topics } = props
    const bundled = new BundledFunction(this, 'Probe', {
      entry: 'functions/probe/index.ts',
      description: 'Performs the runs of Roundtrip at this location',
      memoryMb: settings.memoryMb,
      logDays: settings.retention.functionLogDays,
      // The longest timeout of a monitor is 300 s; the rest is for recording and telling.
      timeout: Duration.seconds(360),
      maxEventAge: Duration.minutes(5),
      retryAttempts: 2,
      deadLetterQueue: props.deadLetters,
      environment: {
        ROUNDTRIP_MONITORS_TABLE: tables.monitors.tableName,
        ROUNDTRIP_RESULTS_TABLE: tables.results.tableName,
        ROUNDTRIP_TOPIC_ARNS: topicArns(topics),
        ROUNDTRIP_STACK_NAME: settings.stackName,
        ROUNDTRIP_LOCATION: props.location,
        ROUNDTRIP_SENDER_ADDRESS: settings.senderAddress ?? '',
        ROUNDTRIP_RETENTION: retentionOf(settings),
        ROUNDTRIP_RUNBOOK_URL: settings.runbookUrl,
      } satisfies EnvironmentOf<'probe'>,
    })
    this.function = bundled.function

    bundled.role.addToPolicy(
      new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [tables.monitors.tableArn] }),
    )
    bundled.role.addToPolicy(
      new iam.PolicyStatement({
        actions: [
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:Query',
        ],
        resources: [tables.results.tableArn],
      }),
    )
    for (const topic of Object.values(topics.forAlerts)) topic.grantPublish(bundled.role)
    grantSecrets(bundled.role, settings)
  }
}
