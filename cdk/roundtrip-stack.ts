import { Aws, CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { Monitor } from '../shared/core/definition/monitor.ts'
import { DeadLetterFunction } from './location/dead-letter-function.ts'
import { DeadLetters } from './location/dead-letters.ts'
import { MonitorRules } from './location/monitor-rules.ts'
import { Nightly } from './home/nightly.ts'
import { ProbeFunction } from './location/probe-function.ts'
import { Schedules } from './home/reconciler.ts'
import { SelfWatch } from './self-watch/self-watch.ts'
import { StackMonitors } from './home/stack-monitors.ts'
import { Tables } from './home/tables.ts'
import { Topics } from './home/topics.ts'
import { warnOfWatchedDomains } from './home/watched-domains.ts'
import { Watchdog } from './home/watchdog.ts'
import type { StackSettings } from './settings/settings-shape.ts'

export interface RoundtripStackProps {
  settings: StackSettings
  monitors: readonly Monitor[]
  /** The same monitors as they were written: what goes into the table. */
  definitions: readonly unknown[]
}

/** All of one installation, in its home Region. */
export class RoundtripStack extends Stack {
  constructor(scope: Construct, props: RoundtripStackProps) {
    const { settings, monitors, definitions } = props
    super(scope, settings.stackName, {
      description: 'Roundtrip: a round-trip email monitor',
      // CloudFormation hands them on to everything in the stack that can be tagged.
      tags: settings.tags,
    })
    // The home location is called like its Region, which nobody knows before the deploy.
    const location = Aws.REGION

    const tables = new Tables(this, 'Tables', settings)
    const topics = new Topics(this, 'Alerts', settings.topics)
    warnOfWatchedDomains(topics, monitors, settings.topics)
    const deadLetters = new DeadLetters(this, 'DeadLetters')
    const { queue, unhandled } = deadLetters
    const common = { settings, location, tables, topics }
    const { function: probe } = new ProbeFunction(this, 'Home', { ...common, deadLetters: queue })
    const recorder = new DeadLetterFunction(this, 'DeadLetterRuns', { ...common, deadLetters })
    const { rows } = new StackMonitors(this, 'StackMonitors', { settings, tables, definitions })
    const schedules = new Schedules(this, 'Schedules', {
      ...common,
      probe,
      rows,
      deadLetters: queue,
      unhandled,
    })
    const { reconciled } = schedules
    const watchdog = new Watchdog(this, 'Watchdog', { ...common, probe, reconciled })
    const nightly = new Nightly(this, 'Nightly', { settings, tables, unhandled })
    new SelfWatch(this, 'SelfWatch', {
      settings,
      topics: topics.all,
      operations: topics.operations,
      functions: {
        Probe: probe,
        Schedules: schedules.function,
        Watchdog: watchdog.function,
        'Dead letters': recorder.function,
        Nightly: nightly.function,
      },
      watchdog: watchdog.function,
      deadLetters: queue,
      unhandled,
      scheduleGroupName: schedules.groupName,
    })

    const rules = new MonitorRules(this, 'Rules', { monitors, location, probe, deadLetters: queue })
    // A rule whose monitor is not in the table yet would find nothing to run.
    rules.node.addDependency(rows)

    new CfnOutput(this, 'MonitorsTable', { value: tables.monitors.tableName })
    new CfnOutput(this, 'ResultsTable', { value: tables.results.tableName })
    new CfnOutput(this, 'AlertTopic', { value: topics.alerts.topicArn })
    // By these names policies and `roundtrip alert test` mean topics.
    new CfnOutput(this, 'AlertTopics', { value: Object.keys(topics.forAlerts).join(',') })
    new CfnOutput(this, 'OperationsTopic', { value: topics.operations.topicArn })
    new CfnOutput(this, 'ProbeFunction', { value: probe.functionName })
    new CfnOutput(this, 'NightlyFunction', { value: nightly.function.functionName })
  }
}
