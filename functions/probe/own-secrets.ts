import type { SSMClient } from '@aws-sdk/client-ssm'

import { cachedSecrets } from '../../shared/adapters/secrets/cached-secrets.ts'
import { secretsByStore } from '../../shared/adapters/secrets/secrets-by-store.ts'
import { ssmSecrets } from '../../shared/adapters/secrets/ssm-secrets.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import { noGrants } from '../../shared/app/probe/no-grants.ts'
import { secretSetCommand } from '../../shared/core/aws/secret-names.ts'

export interface OwnSecretsOptions {
  ssm: SSMClient
  /** Loads the reader of Secrets Manager: most monitors have their passwords in SSM. */
  secretsManager: () => Promise<SecretReader>
  stackName: string
  clock: Clock
}

/** The passwords of this stack, from both stores. A grant that somebody put among them is said to no mail server. */
export function ownSecrets({ ssm, secretsManager, stackName, clock }: OwnSecretsOptions): SecretReader {
  let loaded: Promise<SecretReader> | undefined
  const managed: SecretReader = {
    async read(...asked) {
      loaded ??= secretsManager()
      return (await loaded).read(...asked)
    },
    howToSet: (reference, hosts) => secretSetCommand(stackName, reference, hosts),
  }
  const stored = secretsByStore({
    ssm: ssmSecrets({ client: ssm, stackName }),
    secretsmanager: managed,
  })
  return noGrants(cachedSecrets(stored, { clock }))
}
