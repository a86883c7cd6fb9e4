import { ArnFormat, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'

import { managedSecretPrefix } from '../../shared/core/aws/secret-names.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'

/**
 * Lets a role read what lies below its stack's own prefix in both stores of secrets, and nothing beside it; and decrypt with
 * the one KMS key that the settings name, through these two stores of this Region alone.
 */
export function grantSecrets(
  role: iam.Role,
  { stackName, secretsKeyArn }: Pick<StackSettings, 'stackName' | 'secretsKeyArn'>,
): void {
  const stack = Stack.of(role)
  const below = `${managedSecretPrefix(stackName)}/*`
  const parameters = stack.formatArn({
    service: 'ssm',
    resource: 'parameter',
    // A name's own first slash is not repeated in its ARN.
    resourceName: below,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  })
  const secrets = stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: below,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
  role.addToPolicy(new iam.PolicyStatement({ actions: ['ssm:GetParameters'], resources: [parameters] }))
  role.addToPolicy(
    new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secrets] }),
  )
  for (const below of [parameters, secrets]) {
    acknowledgeWildcard(
      role,
      below,
      "Monitors name their secrets without a deploy; all of this stack's lie below this path, and nothing else.",
    )
  }
  // Without a key of one's own no kms:Decrypt: the policies of aws/ssm and aws/secretsmanager let every principal of the
  // account use them through these services (AWS KMS, "AWS managed keys").
  if (secretsKeyArn === undefined) return
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [secretsKeyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': ['ssm', 'secretsmanager'].map((name) => `${name}.${stack.region}.amazonaws.com`),
        },
      },
    }),
  )
}
