import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import { managedSecretPrefix } from '../../shared/core/aws/secret-names.ts'

/** The two stores of secrets, as ARNs and `kms:ViaService` name them. */
const STORES = {
  ssm: { service: 'ssm', resource: 'parameter', arnFormat: ArnFormat.SLASH_RESOURCE_NAME },
  secretsmanager: {
    service: 'secretsmanager',
    resource: 'secret',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  },
} as const

export type StoreOfSecrets = keyof typeof STORES

/** Everything in this store that lies below the stack's own prefix, or below a step of it, as `grants/`. */
export function secretsBelow(
  scope: Construct,
  store: StoreOfSecrets,
  { stackName, region, step = '' }: { stackName: string; region?: string; step?: `${string}/` | '' },
): string {
  return Stack.of(scope).formatArn({
    ...STORES[store],
    ...(region !== undefined && { region }),
    // A name's own first slash is not repeated in its ARN.
    resourceName: `${managedSecretPrefix(stackName)}/${step}*`,
  })
}

/** A condition that holds for these stores alone, as who uses a KMS key. */
export function viaStores(stores: readonly StoreOfSecrets[], region: string) {
  const services = stores.map((store) => `${STORES[store].service}.${region}.amazonaws.com`)
  return { StringEquals: { 'kms:ViaService': services } }
}
