import { CustomResource, Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'

import type { EnvironmentOf, UpgradeProperties } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { tableVariables } from './environment.ts'
import type { Tables } from './tables.ts'

/** Rises with each step that is added: CloudFormation calls for the steps where this has changed. */
const STEPS = '1'

/**
 * Makes what rows need before a new version may run: at the first deploy of that version, before the probes
 * are replaced. A function of its own, since no other reads what ran and writes rows.
 */
export class Upgrade extends Construct {
  /** Stands once every step is made. */
  readonly made: CustomResource
  /** What was changed, in a sentence. */
  readonly told: string

  constructor(
    scope: Construct,
    id: string,
    { settings, tables }: { settings: StackSettings; tables: Tables },
  ) {
    super(scope, id)
    const logDays = settings.retention.functionLogDays
    const steps = new BundledFunction(this, 'Steps', {
      entry: 'functions/upgrade/index.ts',
      description: 'Makes the steps of an upgrade of Roundtrip at deploy',
      memoryMb: 256,
      logDays,
      timeout: Duration.minutes(15),
      environment: tableVariables(tables) satisfies EnvironmentOf<'upgrade'>,
    })
    steps.allow(
      ['dynamodb:Scan', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      tables.monitors.tableArn,
    )
    steps.allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], tables.results.tableArn)

    const framework = new ProviderFramework(this, 'Framework', { onEvent: steps.function, logDays })
    this.made = new CustomResource(this, 'Made', {
      resourceType: 'Custom::RoundtripUpgrade',
      serviceToken: framework.serviceToken,
      properties: { Steps: STEPS } satisfies UpgradeProperties,
    })
    this.told = this.made.getAttString('Told')
  }
}
