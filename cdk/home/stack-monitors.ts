import { CustomResource, Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'

import type { EnvironmentOf, StackMonitorsProperties } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import type { Tables } from './tables.ts'

export interface StackMonitorsProps {
  settings: StackSettings
  tables: Tables
  definitions: readonly unknown[]
}

/** Writes the stack's monitors into the Monitors table at each deploy, and takes out those that left the file. */
export class StackMonitors extends Construct {
  /** Stands once the rows do. */
  readonly rows: CustomResource

  constructor(scope: Construct, id: string, props: StackMonitorsProps) {
    super(scope, id)
    const logDays = props.settings.retention.functionLogDays
    const sync = new BundledFunction(this, 'Sync', {
      entry: 'functions/stack-monitors/index.ts',
      description: "Writes Roundtrip's stack monitors into the table at deploy",
      memoryMb: 256,
      logDays,
      timeout: Duration.minutes(2),
      environment: {
        ROUNDTRIP_MONITORS_TABLE: props.tables.monitors.tableName,
        ROUNDTRIP_RESULTS_TABLE: props.tables.results.tableName,
      } satisfies EnvironmentOf<'stack-monitors'>,
    })
    sync.role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:Scan', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
        resources: [props.tables.monitors.tableArn],
      }),
    )
    // What was accepted of a monitor that leaves the file.
    sync.role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:DeleteItem'],
        resources: [props.tables.results.tableArn],
      }),
    )

    const framework = new ProviderFramework(this, 'Framework', { onEvent: sync.function, logDays })
    this.rows = new CustomResource(this, 'Rows', {
      resourceType: 'Custom::RoundtripStackMonitors',
      serviceToken: framework.serviceToken,
      properties: { Definitions: JSON.stringify(props.definitions) } satisfies StackMonitorsProperties,
    })
  }
}
