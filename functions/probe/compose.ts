import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'

import { cachedSecrets } from '../../shared/adapters/cached-secrets.ts'
import { mailServers } from '../../shared/adapters/mail-servers.ts'
import { secretsByStore } from '../../shared/adapters/secrets-by-store.ts'
import { secretsManagerSecrets } from '../../shared/adapters/secrets-manager-secrets.ts'
import { ssmSecrets } from '../../shared/adapters/ssm-secrets.ts'
import type { SecretReader } from '../../shared/app/ports.ts'
import type { RunPorts } from '../../shared/app/run-ports.ts'
import type { SettingsOf } from '../read-env.ts'
import { recordingPorts } from '../recording-ports.ts'
import { patience } from '../sdk-config.ts'

/** The ports of a probe on AWS, made once a process. */
export function probePorts(settings: SettingsOf<'probe'>): RunPorts {
  const { stackName, senderAddress } = settings
  const recording = recordingPorts(settings)
  const { clock } = recording
  return {
    ...recording,
    secrets: cachedSecrets(storedSecrets(stackName), clock),
    mail: mailServers({ clock }),
    ...(senderAddress !== undefined && { senderAddress }),
  }
}

function storedSecrets(stackName: string): SecretReader {
  return secretsByStore({
    ssm: ssmSecrets({ client: new SSMClient(patience), stackName }),
    secretsmanager: secretsManagerSecrets({
      client: new SecretsManagerClient(patience),
      stackName,
    }),
  })
}
