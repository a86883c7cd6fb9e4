import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sns from 'aws-cdk-lib/aws-sns'
import type * as sqs from 'aws-cdk-lib/aws-sqs'

import { METRIC_DIMENSION, METRIC_NAMESPACE, type MetricName } from '../../functions/contract.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/** All that the stack watches of itself. */
export interface Fleet {
  settings: StackSettings
  /** By name: where alerts go, and `operations`. */
  topics: Readonly<Record<string, sns.ITopic>>
  /** By a name for people, at most 10; not those that a deploy alone calls, for they fail that deploy. */
  functions: Readonly<Record<string, lambda.IFunction>>
  watchdog: lambda.IFunction
  /** What Lambda, a rule or a schedule gave up on, before a function of ours has looked at it. */
  deadLetters: sqs.IQueue
  /** What that function could make nothing of. */
  unhandled: sqs.IQueue
  scheduleGroupName: string
}

/**
 * Most metrics that one alarm may add up (CloudWatch, "Limits that apply to alarms"); it cannot be raised.
 */
const MOST_METRICS = 10
const PERIOD = Duration.minutes(5)

const sum = { statistic: cloudwatch.Stats.SUM, period: PERIOD }
const maximum = { statistic: cloudwatch.Stats.MAXIMUM, period: PERIOD }

/** A metric that our functions write, all of one stack's as one. */
export function ownMetric(
  settings: StackSettings,
  metricName: MetricName,
  statistic: string,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { [METRIC_DIMENSION]: settings.stackName },
    statistic,
    period: PERIOD,
  })
}

/** A count of EventBridge Scheduler, over all schedules of the group. */
export function scheduleMetric(ScheduleGroup: string, metricName: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Scheduler',
    metricName,
    dimensionsMap: { ScheduleGroup },
    ...sum,
  })
}

/** What alarms watch, in spans of 5 minutes. */
export function watchedMetrics(fleet: Fleet) {
  const { settings, watchdog, deadLetters, unhandled, scheduleGroupName } = fleet
  const functions = Object.values(fleet.functions)
  const topics = Object.values(fleet.topics)
  return {
    functionErrors: total(
      'Errors of all functions',
      functions.map((one) => one.metricErrors(sum)),
    ),
    throttles: total(
      'Throttles of all functions',
      functions.map((one) => one.metricThrottles(sum)),
    ),
    unhandledLetters: unhandled.metricApproximateNumberOfMessagesVisible(maximum),
    oldestDeadLetter: deadLetters.metricApproximateAgeOfOldestMessage(maximum),
    scheduleFailures: total('Schedules not fired', [
      scheduleMetric(scheduleGroupName, 'InvocationDroppedCount'),
      scheduleMetric(scheduleGroupName, 'TargetErrorCount'),
    ]),
    deliveryFailures: total(
      'Alerts not delivered',
      topics.map((topic) => topic.metricNumberOfNotificationsFailed(sum)),
    ),
    watchdogRuns: watchdog.metricInvocations(sum),
    unconfirmed: ownMetric(settings, 'SubscriptionsUnconfirmed', cloudwatch.Stats.MAXIMUM),
    // The least of each span likewise: a letter that its location makes a result of is none.
    locationProblems: ownMetric(settings, 'LocationProblems', cloudwatch.Stats.MINIMUM),
    anyHost: ownMetric(settings, 'SecretsForAnyHost', cloudwatch.Stats.MAXIMUM),
    // The least of each span: what is late for a minute and then done is no news.
    overdue: ownMetric(settings, 'OverdueItems', cloudwatch.Stats.MINIMUM),
  }
}

/**
 * Adds metrics up. A metric with nothing to tell in a span counts as 0, or it would take the others' numbers
 * with it.
 */
function total(label: string, metrics: readonly cloudwatch.IMetric[]): cloudwatch.MathExpression {
  if (metrics.length > MOST_METRICS) {
    throw new Error(
      `${label}: expected at most ${MOST_METRICS} metrics for one alarm, got ${metrics.length}; split the alarm`,
    )
  }
  const ids = metrics.map((_, i) => `m${i}`)
  return new cloudwatch.MathExpression({
    label,
    expression: `SUM([${ids.map((id) => `FILL(${id}, 0)`).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics.map((metric, i) => [`m${i}`, metric])),
    period: PERIOD,
  })
}
