import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SSMClient } from '@aws-sdk/client-ssm'

import { cachedSecrets } from '../../shared/adapters/secrets/cached-secrets.ts'
import { secretsByStore } from '../../shared/adapters/secrets/secrets-by-store.ts'
import { secretsManagerSecrets } from '../../shared/adapters/secrets/secrets-manager-secrets.ts'
import { ssmSecrets } from '../../shared/adapters/secrets/ssm-secrets.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import { noGrants } from '../../shared/app/probe/no-grants.ts'

export interface OwnSecretsOptions {
  ssm: SSMClient
  secretsManager: SecretsManagerClient
  stackName: string
  clock: Clock
}

/** The passwords of this stack, from both stores. A grant that somebody put among them is said to no mail server. */
export function ownSecrets({ ssm, secretsManager, stackName, clock }: OwnSecretsOptions): SecretReader {
  const stored = secretsByStore({
    ssm: ssmSecrets({ client: ssm, stackName }),
    secretsmanager: secretsManagerSecrets({ client: secretsManager, stackName }),
  })
  return noGrants(cachedSecrets(stored, { clock }))
}
