import { Duration, Stack, type CustomResource } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import type { EnvironmentOf, LocationProbe, WatchedTopic } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { alertingVariables, locationVariables, senderVariables } from './environment.ts'
import { locationArns } from './location-arns.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface WatchdogProps {
  settings: StackSettings
  tables: Tables
  topics: Topics
  /** The function that fetches access tokens. */
  tokens: lambda.IFunction
  /** The location whose runs it starts again. */
  location: LocationProbe
  /** Stands once every monitor was followed. */
  reconciled: CustomResource
}

/**
 * The function that looks every minute at what is due: alerts owed, runs past their time, monitors gone
 * silent.
 */
export class Watchdog extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: WatchdogProps) {
    super(scope, id)
    const { settings, tables, topics } = props
    const { location, probeArn } = props.location
    const stack = Stack.of(this)
    const bundled = new BundledFunction(this, 'Watch', {
      entry: 'functions/watchdog/index.ts',
      description: 'Sees to what is due in Roundtrip, every minute',
      memoryMb: 256,
      logDays: settings.retention.functionLogDays,
      timeout: Duration.seconds(55),
      // The next minute does what this one could not.
      maxEventAge: Duration.minutes(1),
      retryAttempts: 0,
      environment: {
        ...alertingVariables(this, settings, { tables, topics: topics.forAlerts }),
        ...locationVariables(this, settings),
        ...senderVariables(settings),
        ROUNDTRIP_PROBES: stack.toJsonString([{ location, probeArn } satisfies LocationProbe]),
        ROUNDTRIP_SUBSCRIPTIONS: stack.toJsonString(watchedTopics(settings, topics)),
        ROUNDTRIP_HEARTBEAT_URL: settings.heartbeatUrl ?? '',
        ROUNDTRIP_TOKENS_FUNCTION: props.tokens.functionArn,
      } satisfies EnvironmentOf<'watchdog'>,
    })
    this.function = bundled.function
    allowWatching(bundled, props)
    const rule = new events.Rule(this, 'EveryMinute', {
      description: 'Wakes the watchdog of Roundtrip',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(bundled.function, { maxEventAge: Duration.minutes(1), retryAttempts: 0 })],
    })
    // Before that, results are overdue that nobody was there to make.
    rule.node.addDependency(props.reconciled)
  }
}

function watchedTopics({ topics: subscribers }: StackSettings, { all }: Topics): WatchedTopic[] {
  return Object.entries(all).map(([name, { topicArn }]) => ({
    topicArn,
    subscribers: Object.values(subscribers[name] ?? {}).flat().length,
  }))
}

/** It invokes the probe and the function for tokens, and holds no secret of a mailbox itself. */
function allowWatching(bundled: BundledFunction, props: WatchdogProps): void {
  const { settings, tables, topics, location, tokens } = props
  const beside = locationArns(bundled, settings)
  const arns = (of: Topics['all']) => Object.values(of).map(({ topicArn }) => topicArn)
  bundled.allow(['dynamodb:GetItem'], tables.monitors.tableArn)
  bundled.allow(
    ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'].map((name) => `dynamodb:${name}`),
    tables.results.tableArn,
  )
  bundled.allow(['dynamodb:Query'], `${tables.results.tableArn}/index/due`)
  bundled.allow(['sns:Publish'], ...arns(topics.forAlerts))
  bundled.allow(['sns:GetTopicAttributes'], ...arns(topics.all))
  bundled.allow(
    ['lambda:InvokeFunction'],
    location.probeArn,
    tokens.functionArn,
    ...beside.map(({ probe }) => probe),
  )
  if (beside.length === 0) return
  bundled.allow(['sqs:GetQueueAttributes'], ...beside.flatMap(({ queues }) => queues))
}
