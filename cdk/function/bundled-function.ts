import { RemovalPolicy, type Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

import { type Source, bundledCode } from './bundled-code.ts'

export interface BundledFunctionProps
  extends
    Source,
    Pick<
      lambda.FunctionOptions,
      'functionName' | 'maxEventAge' | 'retryAttempts' | 'deadLetterQueue' | 'vpc' | 'securityGroups'
    > {
  description: string
  /** Handed over whole; name its type with `satisfies`. */
  environment: Record<string, string>
  timeout: Duration
  memoryMb: number
  /** `retention.functionLogDays` of the settings. */
  logDays: logs.RetentionDays
}

/**
 * A function of ours: bundled code for Node 24 on arm64, its own log group, and a role that may do nothing
 * but write there. Everything else is granted where the need stands.
 */
export class BundledFunction extends Construct {
  readonly function: lambda.Function
  readonly role: iam.Role

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id)
    const { entry, constants, startsQuickly, memoryMb, logDays, ...rest } = props
    const logGroup = functionLogs(this, logDays)
    this.role = functionRole(this, logGroup)
    this.function = new lambda.Function(this, 'Function', {
      ...rest,
      code: bundledCode({ entry, ...(constants && { constants }), ...(startsQuickly && { startsQuickly }) }),
      handler: 'index.handler',
      memorySize: memoryMb,
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
    })
  }

  /** Lets it do this to these resources, which are ARNs or `*`. */
  allow(actions: string[], ...resources: string[]): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions, resources }))
  }

  /** Keeps it from doing this, whatever else allows it. */
  deny(actions: string[], ...resources: string[]): void {
    this.role.addToPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions, resources }))
  }
}

/** A log group of its own: the one that Lambda would make keeps its lines for ever. */
export function functionLogs(scope: Construct, days: logs.RetentionDays): logs.LogGroup {
  return new logs.LogGroup(scope, 'Logs', {
    retention: days,
    removalPolicy: RemovalPolicy.DESTROY,
  })
}

/** In place of AWSLambdaBasicExecutionRole, which may write to every log group of the account. */
export function functionRole(scope: Construct, logGroup: logs.LogGroup): iam.Role {
  const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })
  logGroup.grantWrite(role)
  return role
}
