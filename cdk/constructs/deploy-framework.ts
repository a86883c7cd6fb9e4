import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as logs from 'aws-cdk-lib/aws-logs'
import { Provider } from 'aws-cdk-lib/custom-resources'
import { Construct } from 'constructs'

import { functionLogs, functionRole } from './bundled-function.ts'

/** CDK's own function that calls `handler` for a custom resource of this construct and answers CloudFormation; its service token. */
export function deployFramework(
  scope: Construct,
  handler: lambda.IFunction,
  logDays: logs.RetentionDays,
): string {
  const framework = new Construct(scope, 'Framework')
  const logGroup = functionLogs(framework, logDays)
  const provider = new Provider(framework, 'Provider', {
    onEventHandler: handler,
    frameworkOnEventRole: functionRole(framework, logGroup),
    logGroup,
  })
  return provider.serviceToken
}
