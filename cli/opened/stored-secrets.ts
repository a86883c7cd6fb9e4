import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import type { LoginSecret } from '../../shared/core/definition/monitor.ts'
import type { SecretStore } from '../surroundings.ts'

/** What a stack's store holds by now, for who may read it; loaded when asked for, as `secretWriter` is. */
export async function storedSecrets(
  store: SecretStore,
  stackName: string,
  kind?: LoginSecret['kind'],
): Promise<SecretReader> {
  switch (store) {
    case 'ssm': {
      const { SSMClient } = await import('@aws-sdk/client-ssm')
      const { ssmSecrets } = await import('../../shared/adapters/secrets/ssm-secrets.ts')
      return ssmSecrets({ client: clientInTime(SSMClient, COMMAND_PATIENCE), stackName, kind })
    }
    case 'secretsmanager': {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
      const { secretsManagerSecrets } =
        await import('../../shared/adapters/secrets/secrets-manager-secrets.ts')
      return secretsManagerSecrets({
        client: clientInTime(SecretsManagerClient, COMMAND_PATIENCE),
        stackName,
        kind,
      })
    }
    default:
      return store satisfies never
  }
}
