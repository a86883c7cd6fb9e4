import { Duration } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { tableVariables } from './environment.ts'
import type { Tables } from './tables.ts'

export interface NightlyProps {
  settings: StackSettings
  tables: Tables
  /** Where an event goes that was given up on: the days of that night are then made by hand. */
  unhandled: sqs.IQueue
}

/** An event names its day, so it may come as late as Lambda's own queue allows. */
const MAX_EVENT_AGE = Duration.hours(6)

/**
 * Makes the day items of yesterday, half an hour after it ended: the last run of a day has 5 minutes, and its
 * retries some more.
 */
export class Nightly extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, { settings, tables, unhandled }: NightlyProps) {
    super(scope, id)
    const bundled = new BundledFunction(this, 'Rollup', {
      entry: 'functions/nightly/index.ts',
      description: "Makes Roundtrip's day items of yesterday from its results",
      // Measured: the results of eight monitors of 7,200 runs a day, which are in hand at once, take 350 MB.
      memoryMb: 512,
      logDays: settings.retention.functionLogDays,
      timeout: Duration.minutes(15),
      maxEventAge: MAX_EVENT_AGE,
      retryAttempts: 2,
      deadLetterQueue: unhandled,
      environment: {
        ...tableVariables(tables),
        ROUNDTRIP_STACK_NAME: settings.stackName,
      } satisfies EnvironmentOf<'nightly'>,
    })
    this.function = bundled.function
    bundled.allow(['dynamodb:Scan'], tables.monitors.tableArn)
    bundled.allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], tables.results.tableArn)

    new events.Rule(this, 'Rule', {
      description: 'Half an hour after midnight, UTC: the days of Roundtrip are made',
      schedule: events.Schedule.cron({ minute: '30', hour: '0' }),
      targets: [
        new LambdaFunction(this.function, {
          maxEventAge: MAX_EVENT_AGE,
          retryAttempts: 185,
          deadLetterQueue: unhandled,
        }),
      ],
    })
  }
}
