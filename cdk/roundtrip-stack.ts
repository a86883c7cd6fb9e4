import { Aws, CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { Monitor } from '../shared/core/monitor.ts'
import { AlertTopic } from './constructs/alert-topic.ts'
import { DeadLetters } from './constructs/dead-letters.ts'
import { MonitorRules } from './constructs/monitor-rules.ts'
import { Nightly } from './constructs/nightly.ts'
import { ProbeFunction } from './constructs/probe-function.ts'
import { StackMonitors } from './constructs/stack-monitors.ts'
import { Tables } from './constructs/tables.ts'
import type { StackSettings } from './settings-shape.ts'

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
    super(scope, settings.stackName, { description: 'Roundtrip: a round-trip email monitor' })
    // The home location is called like its Region, which nobody knows before the deploy.
    const location = Aws.REGION

    const tables = new Tables(this, 'Tables', settings.removalPolicy)
    const { topic: alerts } = new AlertTopic(this, 'Alerts', settings.subscribers)
    const { queue: deadLetters } = new DeadLetters(this, 'DeadLetters')
    const probe = new ProbeFunction(this, 'Home', { settings, location, tables, alerts, deadLetters })
    const { rows } = new StackMonitors(this, 'StackMonitors', { tables, definitions })
    const rules = new MonitorRules(this, 'Rules', { monitors, location, probe: probe.function, deadLetters })
    // A rule whose monitor is not in the table yet would find nothing to run.
    rules.node.addDependency(rows)
    const nightly = new Nightly(this, 'Nightly', { tables, unhandled: deadLetters })

    new CfnOutput(this, 'MonitorsTable', { value: tables.monitors.tableName })
    new CfnOutput(this, 'ResultsTable', { value: tables.results.tableName })
    new CfnOutput(this, 'AlertTopic', { value: alerts.topicArn })
    new CfnOutput(this, 'ProbeFunction', { value: probe.function.functionName })
    new CfnOutput(this, 'NightlyFunction', { value: nightly.function.functionName })
  }
}
