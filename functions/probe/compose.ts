import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'

import { cachedSecrets } from '../../shared/adapters/secrets/cached-secrets.ts'
import { mailServers } from '../../shared/adapters/mail/mail-servers.ts'
import { secretsByStore } from '../../shared/adapters/secrets/secrets-by-store.ts'
import { secretsManagerSecrets } from '../../shared/adapters/secrets/secrets-manager-secrets.ts'
import { ssmSecrets } from '../../shared/adapters/secrets/ssm-secrets.ts'
import type { RunStarter } from '../../shared/app/ports/run-starter.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import type { RunPorts } from '../../shared/app/ports/run-ports.ts'
import type { SettingsOf } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { patience } from '../runtime/sdk-config.ts'

/** The ports of a probe on AWS, made once a process. `functionName`: its own, as Lambda tells it. */
export function probePorts(settings: SettingsOf<'probe'>, functionName: string): RunPorts {
  const { stackName, senderAddress, location } = settings
  const recording = recordingPorts(settings)
  const { clock } = recording
  return {
    ...recording,
    secrets: cachedSecrets(storedSecrets(stackName), clock),
    mail: mailServers({ clock }),
    starter: startsItself(location, functionName),
    ...(senderAddress !== undefined && { senderAddress }),
  }
}

/** Rechecks are rare, and the client is loaded when the first one comes: a cold start does not pay for it. */
function startsItself(location: string, functionName: string): RunStarter {
  return {
    async start(request) {
      const { LambdaClient } = await import('@aws-sdk/client-lambda')
      const { lambdaRunStarter } = await import('../../shared/adapters/aws/lambda-run-starter.ts')
      await lambdaRunStarter(new LambdaClient(patience), { [location]: functionName }).start(request)
    },
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
