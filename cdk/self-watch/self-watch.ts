import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type * as sns from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'

import { FleetDashboard } from './fleet-dashboard.ts'
import { type Fleet, watchedMetrics } from './fleet-metrics.ts'

export interface SelfWatchProps extends Fleet {
  /** Where alarms go, and that they are over. */
  operations: sns.ITopic
}

interface Watch {
  /** One sentence, for who is woken by it. */
  says: string
  metric: cloudwatch.IMetric
  /** Default: more than 0. */
  moreThan?: number
  fewerThan?: number
  /** Spans of 5 minutes in a row; default 1. */
  spans?: number
  /** Its number comes once a night, and holds until the next. */
  nightly?: true
}

/**
 * The stack watches itself: what no run of a monitor would tell is told to the operations topic, and when it
 * is over. Each alarm links to its entry in `docs/operations.md`, whose heading is the alarm's name.
 */
export class SelfWatch extends Construct {
  constructor(scope: Construct, id: string, props: SelfWatchProps) {
    super(scope, id)
    const alarms = Object.entries(watches(props)).map(([name, watch]) => alarm(this, name, watch, props))
    if (props.settings.cloudWatchDashboard) new FleetDashboard(this, 'Dashboard', props, alarms)
  }
}

/** By name: the alarms, of which ten cost nothing; the eleventh is that of locations beside home, where there are any. */
function watches(fleet: Fleet): Record<string, Watch> {
  const metrics = watchedMetrics(fleet)
  return {
    'function-errors': {
      says: 'A function of Roundtrip ended with an error in the last 5 minutes.',
      metric: metrics.functionErrors,
    },
    throttles: {
      says: 'Lambda throttled a function of Roundtrip because the account runs too many at once.',
      metric: metrics.throttles,
    },
    'dead-letters-unhandled': {
      says: 'An event failed for good and could not be recovered.',
      metric: metrics.unhandledLetters,
    },
    'dead-letters-waiting': {
      says: 'Failed events have waited for more than 10 minutes to be recorded.',
      metric: metrics.oldestDeadLetter,
      moreThan: 600,
    },
    'schedule-failures': {
      says: "EventBridge Scheduler could not start runs of the table's monitors.",
      metric: metrics.scheduleFailures,
    },
    'sns-delivery-failures': {
      says: 'SNS could not deliver an alert to one of its subscribers.',
      metric: metrics.deliveryFailures,
    },
    'watchdog-not-running': {
      says: 'The watchdog has not run for 5 minutes, so unsent alerts and silent monitors are not handled.',
      metric: metrics.watchdogRuns,
      fewerThan: 1,
    },
    'subscription-unconfirmed': {
      says: 'A subscriber of an alert topic has not confirmed, or has unsubscribed, and gets no alerts.',
      metric: metrics.unconfirmed,
      spans: 3,
    },
    'overdue-items': {
      says: 'Alerts, runs or checks have been overdue for 15 minutes.',
      metric: metrics.overdue,
      spans: 3,
    },
    'secrets-for-any-host': {
      says: 'Passwords of monitors are stored without a list of allowed hosts.',
      metric: metrics.anyHost,
      nightly: true,
    },
    ...(fleet.settings.locations.length > 0 && {
      'location-problems': {
        says: 'A location beside home has failed events, or its queues have not answered, for 15 minutes.',
        metric: metrics.locationProblems,
        spans: 3,
      },
    }),
  }
}

function alarm(scope: Construct, name: string, watch: Watch, props: SelfWatchProps): cloudwatch.Alarm {
  const { settings, operations } = props
  const { says, metric, moreThan = 0, fewerThan, spans = 1 } = watch
  const { ComparisonOperator, TreatMissingData } = cloudwatch
  const made = new cloudwatch.Alarm(scope, name, {
    alarmName: `${settings.stackName}-${name}`,
    alarmDescription: `${says} ${settings.runbookUrl}#${name}`,
    metric,
    threshold: fewerThan ?? moreThan,
    comparisonOperator:
      fewerThan === undefined
        ? ComparisonOperator.GREATER_THAN_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: spans,
    treatMissingData: TreatMissingData[silenceOf(watch)],
  })
  const tell = new SnsAction(operations)
  made.addAlarmAction(tell)
  made.addOkAction(tell)
  return made
}

/**
 * What no number means: a failure where there should be some; good news where there is one only when things
 * fail.
 */
function silenceOf({ fewerThan, nightly }: Watch): keyof typeof cloudwatch.TreatMissingData {
  if (nightly) return 'IGNORE'
  return fewerThan === undefined ? 'NOT_BREACHING' : 'BREACHING'
}
