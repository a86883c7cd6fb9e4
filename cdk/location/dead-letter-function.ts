import { Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import type { DeadLetters } from './dead-letters.ts'
import { grantRecording } from './recording-access.ts'
import { type RecordingVariablesProps, recordingVariables } from './recording-variables.ts'

export interface DeadLetterFunctionProps extends RecordingVariablesProps {
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
      environment: recordingVariables(props) satisfies EnvironmentOf<'dead-letters'>,
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
    grantRecording(bundled.role, tables, topics)
  }
}
