import { Duration, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type * as sns from 'aws-cdk-lib/aws-sns'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { DeadLettersEnvironment } from '../../functions/contract.ts'
import { ALERT_TOPIC } from '../../shared/core/alert.ts'
import type { StackSettings } from '../settings-shape.ts'
import { BundledFunction } from './bundled-function.ts'
import type { Tables } from './tables.ts'

export interface DeadLetterFunctionProps {
  settings: StackSettings
  location: string
  tables: Tables
  alerts: sns.Topic
  deadLetters: sqs.Queue
}

/** The function that ends each run of this location that AWS gave up on: as an inconclusive result. It reads no secret. */
export class DeadLetterFunction extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: DeadLetterFunctionProps) {
    super(scope, id)
    const { settings, tables, alerts, deadLetters } = props
    const bundled = new BundledFunction(this, 'Record', {
      entry: 'functions/dead-letters/index.ts',
      description: 'Records the runs of Roundtrip that AWS gave up on',
      memoryMb: 256,
      timeout: Duration.minutes(1),
      environment: {
        ROUNDTRIP_MONITORS_TABLE: tables.monitors.tableName,
        ROUNDTRIP_RESULTS_TABLE: tables.results.tableName,
        ROUNDTRIP_TOPIC_ARNS: Stack.of(this).toJsonString({ [ALERT_TOPIC]: alerts.topicArn }),
        ROUNDTRIP_STACK_NAME: settings.stackName,
        ROUNDTRIP_LOCATION: props.location,
      } satisfies DeadLettersEnvironment,
    })
    this.function = bundled.function
    this.function.addEventSource(
      new SqsEventSource(deadLetters, {
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
    alerts.grantPublish(bundled.role)
  }
}
