import { Duration } from 'aws-cdk-lib'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { type RecordingProps, allowRecording, recordingVariables } from './recording.ts'

export interface DeadLetterFunctionProps extends RecordingProps {
  deadLetters: sqs.IQueue
}

/**
 * The function that ends each run of this location that AWS gave up on: as an inconclusive result. It reads
 * no secret.
 */
export class DeadLetterFunction extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: DeadLetterFunctionProps) {
    super(scope, id)
    const { settings, home, deadLetters } = props
    const bundled = new BundledFunction(this, 'Record', {
      entry: 'functions/dead-letters/index.ts',
      description: 'Records the runs of Roundtrip that AWS gave up on',
      memoryMb: 256,
      logDays: settings.retention.functionLogDays,
      timeout: Duration.minutes(1),
      environment: recordingVariables(this, props) satisfies EnvironmentOf<'dead-letters'>,
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

    bundled.allow(['dynamodb:GetItem', 'dynamodb:Scan'], home.tables.monitors.tableArn)
    allowRecording(bundled, home)
  }
}
