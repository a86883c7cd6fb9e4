import { Aws } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'

import { type Fleet, ownMetric, scheduleMetric, watchedMetrics } from './fleet-metrics.ts'

const { MAXIMUM, SAMPLE_COUNT, SUM } = cloudwatch.Stats

/** One page in CloudWatch: the alarms, then what the stack did, row by row from runs to deliveries. */
export class FleetDashboard extends Construct {
  constructor(scope: Construct, id: string, fleet: Fleet, alarms: readonly cloudwatch.IAlarm[]) {
    super(scope, id)
    new cloudwatch.Dashboard(this, 'Page', {
      // Dashboards are the account's, not the Region's: two installations of one name would share one.
      dashboardName: `${fleet.settings.stackName}-${Aws.REGION}`,
      widgets: [
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 })],
        [runs(fleet), waiting(fleet)],
        [
          perFunction(fleet, 'Functions: calls', (one) => one.metricInvocations({ statistic: SUM })),
          perFunction(fleet, 'Functions: errors', (one) => one.metricErrors({ statistic: SUM })),
          perFunction(fleet, 'Functions: longest call', (one) => one.metricDuration({ statistic: MAXIMUM })),
        ],
        [schedules(fleet), deadLetters(fleet), deliveries(fleet)],
      ],
    })
  }
}

function runs({ settings }: Fleet): cloudwatch.IWidget {
  return graph('Runs', 12, [
    ownMetric(settings, 'FailedRuns', SAMPLE_COUNT).with({ label: 'all' }),
    ownMetric(settings, 'FailedRuns', SUM).with({ label: 'failed' }),
    ownMetric(settings, 'InconclusiveRuns', SUM).with({ label: 'inconclusive' }),
  ])
}

function waiting({ settings }: Fleet): cloudwatch.IWidget {
  return graph('Waiting', 12, [
    ownMetric(settings, 'OverdueItems', MAXIMUM).with({ label: 'overdue items' }),
    ownMetric(settings, 'SubscriptionsUnconfirmed', MAXIMUM).with({ label: 'unconfirmed subscriptions' }),
    ...(settings.locations.length > 0
      ? [ownMetric(settings, 'LocationProblems', MAXIMUM).with({ label: 'locations with problems' })]
      : []),
    ownMetric(settings, 'SecretsForAnyHost', MAXIMUM).with({ label: 'passwords for any host' }),
  ])
}

function perFunction(
  { functions }: Fleet,
  title: string,
  metricOf: (one: Fleet['watchdog']) => cloudwatch.Metric,
): cloudwatch.IWidget {
  return graph(
    title,
    8,
    Object.entries(functions).map(([label, one]) => metricOf(one).with({ label })),
  )
}

function schedules({ scheduleGroupName }: Fleet): cloudwatch.IWidget {
  return graph('Schedules', 8, [
    scheduleMetric(scheduleGroupName, 'InvocationAttemptCount').with({ label: 'fired' }),
    scheduleMetric(scheduleGroupName, 'TargetErrorCount').with({ label: 'refused' }),
    scheduleMetric(scheduleGroupName, 'InvocationDroppedCount').with({ label: 'given up' }),
  ])
}

function deadLetters(fleet: Fleet): cloudwatch.IWidget {
  const { unhandledLetters } = watchedMetrics(fleet)
  return graph('Dead letters', 8, [
    fleet.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: MAXIMUM, label: 'waiting' }),
    unhandledLetters.with({ label: 'unhandled' }),
  ])
}

function deliveries({ topics }: Fleet): cloudwatch.IWidget {
  return graph(
    'Deliveries',
    8,
    Object.entries(topics).flatMap(([name, topic]) => [
      topic.metricNumberOfNotificationsDelivered({ statistic: SUM, label: name }),
      topic.metricNumberOfNotificationsFailed({ statistic: SUM, label: `${name}, failed` }),
    ]),
  )
}

function graph(title: string, width: number, left: cloudwatch.IMetric[]): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title,
    width,
    height: 6,
    left,
    leftYAxis: { min: 0, showUnits: false },
  })
}
