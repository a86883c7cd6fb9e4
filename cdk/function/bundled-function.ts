import path from 'node:path'

import { RemovalPolicy, type Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction, OutputFormat, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

export interface BundledFunctionProps extends Pick<
  NodejsFunctionProps,
  'maxEventAge' | 'retryAttempts' | 'deadLetterQueue'
> {
  /** Source file of the entry point, from the top of the repository. */
  entry: string
  description: string
  /** Handed over whole; name its type with `satisfies`. */
  environment: Record<string, string>
  /** Names in the code, and the text that is put in their place. */
  constants?: Readonly<Record<string, string>>
  timeout: Duration
  memoryMb: number
  /** `retention.functionLogDays` of the settings. */
  logDays: logs.RetentionDays
}

/**
 * A function of ours: one ESM file for Node 24 on arm64 with the SDK inside, its own log group, and a role
 * that may do nothing but write there. Everything else is granted where the need stands.
 */
export class BundledFunction extends Construct {
  readonly function: NodejsFunction
  readonly role: iam.Role

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id)
    const { entry, memoryMb, logDays, constants = {}, ...rest } = props
    const logGroup = functionLogs(this, logDays)
    this.role = functionRole(this, logGroup)
    this.function = new NodejsFunction(this, 'Function', {
      ...rest,
      entry: path.join(ROOT, entry),
      memorySize: memoryMb,
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      projectRoot: ROOT,
      depsLockFilePath: path.join(ROOT, 'package-lock.json'),
      bundling: {
        format: OutputFormat.ESM,
        mainFields: ['module', 'main'],
        minify: true,
        // The SDK of the runtime is a version that AWS chooses, and slower to load than a bundled one.
        bundleAwsSDK: true,
        forceDockerBundling: false,
        define: Object.fromEntries(
          Object.entries(constants).map(([name, text]) => [name, JSON.stringify(text)]),
        ),
        // CommonJS packages inside an ES module still call require().
        banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
      },
    })
  }

  /** Lets it do this to these resources, which are ARNs or `*`. */
  allow(actions: string[], ...resources: string[]): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions, resources }))
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
