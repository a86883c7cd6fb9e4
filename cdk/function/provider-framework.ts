import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as logs from 'aws-cdk-lib/aws-logs'
import { Provider } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'

import { acknowledgeWildcard } from './acknowledge-wildcard.ts'
import { functionLogs, functionRole } from './bundled-function.ts'

export interface ProviderFrameworkProps {
  /** The function of ours that does the work. */
  onEvent: lambda.IFunction
  /** `retention.functionLogDays` of the settings. */
  logDays: logs.RetentionDays
}

/**
 * CDK's function that stands between CloudFormation and a custom resource of ours, with a log group and a
 * role like our own.
 */
export class ProviderFramework extends Construct {
  readonly serviceToken: string

  constructor(scope: Construct, id: string, { onEvent, logDays }: ProviderFrameworkProps) {
    super(scope, id)
    const logGroup = functionLogs(this, logDays)
    const role = functionRole(this, logGroup)
    const provider = new Provider(this, 'Provider', {
      onEventHandler: onEvent,
      frameworkOnEventRole: role,
      logGroup,
    })
    acknowledgeWildcard(
      role,
      `${onEvent.functionArn}:*`,
      'The framework may call its one function by any version or alias; there is none but the latest.',
    )
    this.serviceToken = provider.serviceToken
  }
}
