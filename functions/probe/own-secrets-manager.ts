import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { secretsManagerSecrets } from '../../shared/adapters/secrets/secrets-manager-secrets.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'

/** The passwords of this stack in Secrets Manager, which is in that Region. */
export function ownSecretsManager(region: string, stackName: string): SecretReader {
  const client = clientInTime(SecretsManagerClient, FUNCTION_PATIENCE, { region })
  return secretsManagerSecrets({ client, stackName })
}
