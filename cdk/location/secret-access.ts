import * as iam from 'aws-cdk-lib/aws-iam'

import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import type { BundledFunction } from '../function/bundled-function.ts'
import { secretsBelow, viaStores } from '../home/secret-arns.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

const READING = { ssm: 'ssm:GetParameters', secretsmanager: 'secretsmanager:GetSecretValue' } as const

/**
 * Lets a function read what lies below its stack's own prefix in both stores of secrets of the home Region,
 * and nothing beside it; and decrypt with the one KMS key that the settings name, through these two stores
 * alone. Grants and refresh tokens are kept from it: it logs in with what they were redeemed for.
 */
export function allowSecrets(
  bundled: BundledFunction,
  { stackName, secretsKeyArn }: Pick<StackSettings, 'stackName' | 'secretsKeyArn'>,
  region: string,
): void {
  const own = { stackName, region }
  for (const store of ['ssm', 'secretsmanager'] as const) {
    const below = secretsBelow(bundled, store, own)
    bundled.allow([READING[store]], below)
    acknowledgeWildcard(
      bundled.role,
      below,
      "Monitors name their secrets without a deploy; all of this stack's lie below this path, and nothing else.",
    )
  }
  bundled.deny(
    [READING.ssm],
    secretsBelow(bundled, 'ssm', { ...own, step: 'grants/' }),
    secretsBelow(bundled, 'ssm', { ...own, step: 'oauth/refresh/' }),
  )
  bundled.deny([READING.secretsmanager], secretsBelow(bundled, 'secretsmanager', { ...own, step: 'grants/' }))
  // Without a key of one's own no kms:Decrypt: the policies of aws/ssm and aws/secretsmanager let every
  // principal of the account use them through these services (AWS KMS, "AWS managed keys").
  if (secretsKeyArn === undefined) return
  bundled.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [secretsKeyArn],
      conditions: viaStores(['ssm', 'secretsmanager'], region),
    }),
  )
}
