import { Duration, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { tableVariables } from './environment.ts'
import { secretsBelow, viaStores } from './secret-arns.ts'
import type { Tables } from './tables.ts'

export interface TokensProps {
  settings: StackSettings
  tables: Tables
}

/**
 * The one function that reads grants and redeems them: it keeps the access tokens that probes log in with. Nobody
 * else may write those, and nobody else may read a refresh token.
 */
export class Tokens extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, { settings, tables }: TokensProps) {
    super(scope, id)
    const { stackName, secretsKeyArn } = settings
    const bundled = new BundledFunction(this, 'Renew', {
      entry: 'functions/tokens/index.ts',
      description: 'Fetches the access tokens that Roundtrip logs in with',
      memoryMb: 256,
      logDays: settings.retention.functionLogDays,
      // A request that is under way is never given up: its answer may be the only refresh token that still counts.
      timeout: Duration.seconds(120),
      // The watchdog asks again a minute later, and a probe while it waits.
      maxEventAge: Duration.minutes(1),
      retryAttempts: 0,
      environment: {
        ...tableVariables(tables),
        ROUNDTRIP_STACK_NAME: stackName,
        ROUNDTRIP_SECRETS_KEY_ARN: secretsKeyArn ?? '',
      } satisfies EnvironmentOf<'tokens'>,
    })
    this.function = bundled.function
    // Whether a monitor still names a grant, before it is redeemed ahead of time.
    bundled.allow(['dynamodb:Scan'], tables.monitors.tableArn)
    bundled.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], tables.results.tableArn)
    allowTokens(bundled, settings)
  }
}

function allowTokens(
  bundled: BundledFunction,
  { stackName, secretsKeyArn }: Pick<StackSettings, 'stackName' | 'secretsKeyArn'>,
): void {
  const grants = secretsBelow(bundled, 'ssm', { stackName, step: 'grants/' })
  const managedGrants = secretsBelow(bundled, 'secretsmanager', { stackName, step: 'grants/' })
  const tokens = secretsBelow(bundled, 'ssm', { stackName, step: 'oauth/' })
  bundled.allow(['ssm:GetParameters'], grants, tokens)
  bundled.allow(['ssm:PutParameter'], tokens)
  bundled.allow(['secretsmanager:GetSecretValue'], managedGrants)
  for (const below of [grants, managedGrants, tokens]) {
    acknowledgeWildcard(
      bundled.role,
      below,
      "Monitors name their grants without a deploy; all of this stack's, and their tokens, lie below this path.",
    )
  }
  if (secretsKeyArn === undefined) return
  const { region } = Stack.of(bundled)
  const use = (actions: string[], stores: Parameters<typeof viaStores>[0]) =>
    bundled.role.addToPolicy(
      new iam.PolicyStatement({ actions, resources: [secretsKeyArn], conditions: viaStores(stores, region) }),
    )
  use(['kms:Decrypt'], ['ssm', 'secretsmanager'])
  // A parameter of more than 4 KB has a data key of its own (SSM, "AWS KMS encryption for SecureString").
  use(['kms:Encrypt', 'kms:GenerateDataKey'], ['ssm'])
}
