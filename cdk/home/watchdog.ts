import { Duration, Stack, type CustomResource } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import type { EnvironmentOf, LocationProbe, WatchedTopic } from '../../functions/contract.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { topicArns } from './environment.ts'
import type { Tables } from './tables.ts'
import type { Topics } from './topics.ts'

export interface WatchdogProps {
  settings: StackSettings
  tables: Tables
  topics: Topics
  /** The location whose runs it starts again, and the function that is that location. */
  location: string
  probe: lambda.IFunction
  /** Stands once every monitor was followed. */
  reconciled: CustomResource
}

/** The function that looks every minute at what is due: alerts owed, runs past their time, monitors gone silent. */
export class Watchdog extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: WatchdogProps) {
    super(scope, id)
    const { settings, tables, topics, location, probe } = props
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
        ROUNDTRIP_MONITORS_TABLE: tables.monitors.tableName,
        ROUNDTRIP_RESULTS_TABLE: tables.results.tableName,
        ROUNDTRIP_STACK_NAME: settings.stackName,
        ROUNDTRIP_TOPIC_ARNS: topicArns(topics),
        ROUNDTRIP_ALERT_CAP: String(settings.alertCap),
        ROUNDTRIP_PROBES: stack.toJsonString([
          { location, probeArn: probe.functionArn } satisfies LocationProbe,
        ]),
        ROUNDTRIP_SUBSCRIPTIONS: stack.toJsonString(watchedTopics(settings, topics)),
        ROUNDTRIP_HEARTBEAT_URL: settings.heartbeatUrl ?? '',
        ROUNDTRIP_RUNBOOK_URL: settings.runbookUrl,
        ROUNDTRIP_WORDING: JSON.stringify(settings.wording),
      } satisfies EnvironmentOf<'watchdog'>,
    })
    this.function = bundled.function
    for (const statement of statements(props)) bundled.role.addToPolicy(statement)
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

/** It invokes the probe and holds no secret of a mailbox itself. */
function statements({ tables, topics, probe }: WatchdogProps): iam.PolicyStatement[] {
  const may = (actions: string[], ...resources: string[]) => new iam.PolicyStatement({ actions, resources })
  const arns = (of: Topics['all']) => Object.values(of).map(({ topicArn }) => topicArn)
  return [
    may(['dynamodb:GetItem'], tables.monitors.tableArn),
    may(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      tables.results.tableArn,
    ),
    may(['dynamodb:Query'], `${tables.results.tableArn}/index/due`),
    may(['sns:Publish'], ...arns(topics.forAlerts)),
    may(['sns:GetTopicAttributes'], ...arns(topics.all)),
    may(['lambda:InvokeFunction'], probe.functionArn),
  ]
}
