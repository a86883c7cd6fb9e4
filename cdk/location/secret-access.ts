import { ArnFormat, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'

import { managedSecretPrefix } from '../../shared/core/aws/secret-names.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import type { BundledFunction } from '../function/bundled-function.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/**
 * Lets a function read what lies below its stack's own prefix in both stores of secrets of the home Region,
 * and nothing beside it; and decrypt with the one KMS key that the settings name, through these two stores
 * alone.
 */
export function allowSecrets(
  bundled: BundledFunction,
  { stackName, secretsKeyArn }: Pick<StackSettings, 'stackName' | 'secretsKeyArn'>,
  region: string,
): void {
  const stack = Stack.of(bundled)
  // A name's own first slash is not repeated in its ARN.
  const resourceName = `${managedSecretPrefix(stackName)}/*`
  const stores = [
    {
      action: 'ssm:GetParameters',
      arn: { service: 'ssm', resource: 'parameter', arnFormat: ArnFormat.SLASH_RESOURCE_NAME },
    },
    {
      action: 'secretsmanager:GetSecretValue',
      arn: { service: 'secretsmanager', resource: 'secret', arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    },
  ]
  for (const { action, arn } of stores) {
    const below = stack.formatArn({ ...arn, region, resourceName })
    bundled.allow([action], below)
    acknowledgeWildcard(
      bundled.role,
      below,
      "Monitors name their secrets without a deploy; all of this stack's lie below this path, and nothing else.",
    )
  }
  // Without a key of one's own no kms:Decrypt: the policies of aws/ssm and aws/secretsmanager let every
  // principal of the account use them through these services (AWS KMS, "AWS managed keys").
  if (secretsKeyArn === undefined) return
  bundled.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [secretsKeyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': stores.map(({ arn }) => `${arn.service}.${region}.amazonaws.com`),
        },
      },
    }),
  )
}
