import { Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import type { StackSettings } from '../settings-shape.ts'
import { BundledFunction } from './bundled-function.ts'
import type { DeadLetters } from './dead-letters.ts'
import { retentionOf, topicArns } from './environment.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface DeadLetterFunctionProps {
  settings: StackSettings
  location: string
  tables: Tables
  topics: Topics
  deadLetters: DeadLetters
}

/** The function that ends each run of this location that AWS gave up on: as an inconclusive result. It reads no secret. */
export class DeadLetterFunction extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: DeadLetterFunctionProps) {
    super(scope, id)
    const { settings, tables, topics, deadLetters } = props
    const bundled = new BundledFunction(this, 'Record', {
      entry: 'functions/dead-letters/index.ts',
      description: 'Records the runs of Roundtrip that AWS gave up on',
      memoryMb: 256,
      logDays: settings.retention.functionLogDays,
      timeout: Duration.minutes(1),
      environment: {
        ROUNDTRIP_MONITORS_TABLE: tables.monitors.tableName,
        ROUNDTRIP_RESULTS_TABLE: tables.results.tableName,
        ROUNDTRIP_TOPIC_ARNS: topicArns(topics),
        ROUNDTRIP_STACK_NAME: settings.stackName,
        ROUNDTRIP_LOCATION: props.location,
        ROUNDTRIP_RETENTION: retentionOf(settings),
        ROUNDTRIP_RUNBOOK_URL: settings.runbookUrl,
      } satisfies EnvironmentOf<'dead-letters'>,
    })
    this.function = bundled.function
    this.function.addEventSource(
      new SqsEventSource(deadLetters.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        // Letters come when concurrency has run out: reading them must not take more of it.
        maxConcurrency: 2,
      }),
    )

    bundled.role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:Scan'],
        resources: [tables.monitors.tableArn],
      }),
    )
    bundled.role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
        resources: [tables.results.tableArn],
      }),
    )
    for (const topic of Object.values(topics.forAlerts)) topic.grantPublish(bundled.role)
  }
}
