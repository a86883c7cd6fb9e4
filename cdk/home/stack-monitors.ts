import { CustomResource, Duration } from 'aws-cdk-lib'
import { Construct, type IDependable } from 'constructs'

import type { EnvironmentOf, StackMonitorsProperties } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { tableVariables } from './environment.ts'
import type { Tables } from './tables.ts'

export interface StackMonitorsProps {
  settings: StackSettings
  tables: Tables
  definitions: readonly unknown[]
  /** Comes first: it goes by what ran with the rows of before. */
  upgraded: IDependable
}

/**
 * Writes the stack's monitors into the Monitors table at each deploy, and takes out those that left the file.
 */
export class StackMonitors extends Construct {
  /** Stands once the rows do. */
  readonly rows: CustomResource

  constructor(scope: Construct, id: string, props: StackMonitorsProps) {
    super(scope, id)
    const { tables } = props
    const logDays = props.settings.retention.functionLogDays
    const sync = new BundledFunction(this, 'Sync', {
      entry: 'functions/stack-monitors/index.ts',
      description: "Writes Roundtrip's stack monitors into the table at deploy",
      memoryMb: 256,
      logDays,
      timeout: Duration.minutes(2),
      environment: tableVariables(tables) satisfies EnvironmentOf<'stack-monitors'>,
    })
    sync.allow(
      ['dynamodb:Scan', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      tables.monitors.tableArn,
    )
    // What was accepted of a monitor that leaves the file.
    sync.allow(['dynamodb:DeleteItem'], tables.results.tableArn)

    const framework = new ProviderFramework(this, 'Framework', { onEvent: sync.function, logDays })
    this.rows = new CustomResource(this, 'Rows', {
      resourceType: 'Custom::RoundtripStackMonitors',
      serviceToken: framework.serviceToken,
      properties: { Definitions: JSON.stringify(props.definitions) } satisfies StackMonitorsProperties,
    })
    this.rows.node.addDependency(props.upgraded)
  }
}
