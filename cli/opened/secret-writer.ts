import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import type { SecretWriter } from '../../shared/app/ports/secret-writer.ts'
import type { SecretStore } from '../surroundings.ts'

/** Secrets of the account and Region of the environment; loaded when opened, as the SDK is slow to load. */
export async function secretWriter(store: SecretStore, keyArn: string | undefined): Promise<SecretWriter> {
  switch (store) {
    case 'ssm': {
      const { SSMClient } = await import('@aws-sdk/client-ssm')
      const { ssmSecretWriter } = await import('../../shared/adapters/secrets/ssm-secret-writer.ts')
      return ssmSecretWriter(clientInTime(SSMClient, COMMAND_PATIENCE), keyArn)
    }
    case 'secretsmanager': {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
      const { secretsManagerSecretWriter } =
        await import('../../shared/adapters/secrets/secrets-manager-secret-writer.ts')
      return secretsManagerSecretWriter(clientInTime(SecretsManagerClient, COMMAND_PATIENCE), keyArn)
    }
    default:
      return store satisfies never
  }
}
