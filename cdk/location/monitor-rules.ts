import { ArnFormat, Duration, Stack } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { ScheduledInput } from '../../functions/contract.ts'
import type { Monitor } from '../../shared/core/definition/monitor.ts'
import { ruleName, ruleNamePrefix } from '../../shared/core/aws/rule-names.ts'
import { turnTimes } from './turn-times.ts'

export interface MonitorRulesProps {
  monitors: readonly Monitor[]
  /** The location that these rules start runs at, and the function that is that location. */
  location: string
  probe: lambda.Function
  deadLetters: sqs.IQueue
}

/**
 * One scheduled rule a monitor at one location. All may invoke the probe by one permission on their common
 * prefix: one permission each would pass the 20 KB limit of a function's policy near 50 rules.
 */
export class MonitorRules extends Construct {
  constructor(scope: Construct, id: string, props: MonitorRulesProps) {
    super(scope, id)
    const stack = Stack.of(this)
    const allRules = stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: `${ruleNamePrefix(stack.stackName)}*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    })
    const eventBridge = new iam.ServicePrincipal('events.amazonaws.com')
    props.probe.addPermission('MonitorRules', { principal: eventBridge, sourceArn: allRules })
    props.deadLetters.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [eventBridge],
        actions: ['sqs:SendMessage'],
        resources: [props.deadLetters.queueArn],
        conditions: { ArnLike: { 'aws:SourceArn': allRules } },
      }),
    )

    for (const monitor of props.monitors) {
      new events.Rule(this, monitor.monitorId, {
        ruleName: ruleName(stack.stackName, monitor.monitorId),
        description: `Starts the runs of ${monitor.monitorId}`,
        enabled: monitor.enabled,
        schedule: scheduleOf(monitor),
        targets: [probeTarget(monitor.monitorId, props)],
      })
    }
  }
}

function scheduleOf(monitor: Monitor): events.Schedule {
  const times = monitor.locationMode === 'rotate' ? turnTimes(monitor) : undefined
  if (times) return events.Schedule.cron(times)
  return events.Schedule.rate(Duration.minutes(monitor.intervalMinutes))
}

/**
 * Not CDK's LambdaFunction target: that one adds a permission for each rule. Late news is no news, so 5
 * minutes it is.
 */
function probeTarget(monitorId: string, props: MonitorRulesProps): events.IRuleTarget {
  const input = {
    monitorId,
    location: props.location,
    scheduledAt: events.EventField.time,
  } satisfies ScheduledInput
  return {
    bind: () => ({
      arn: props.probe.functionArn,
      input: events.RuleTargetInput.fromObject(input),
      retryPolicy: { maximumEventAgeInSeconds: Duration.minutes(5).toSeconds(), maximumRetryAttempts: 185 },
      deadLetterConfig: { arn: props.deadLetters.queueArn },
    }),
  }
}
