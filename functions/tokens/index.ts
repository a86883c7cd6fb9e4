import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { httpTokenEndpoint } from '../../shared/adapters/oauth/token-endpoint.ts'
import { secretsByStore } from '../../shared/adapters/secrets/secrets-by-store.ts'
import { secretsManagerSecrets } from '../../shared/adapters/secrets/secrets-manager-secrets.ts'
import { ssmSecrets } from '../../shared/adapters/secrets/ssm-secrets.ts'
import { ssmTokens } from '../../shared/adapters/secrets/ssm-tokens.ts'
import { tokenRenewer } from '../../shared/app/tokens/renew-token.ts'
import { grantIsUsed } from '../../shared/app/tokens/used-grants.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { tokensHandler } from './handler.ts'

/** SSM takes three writes a second (SSM, "Quotas"); hundreds of tokens may be due at once. */
const WRITE_ATTEMPTS = 8

const settings = readEnv('tokens', process.env)
const { stackName, secretsKeyArn } = settings
const { clock, monitors, runs } = storePorts(settings)
const ssm = clientInTime(SSMClient, FUNCTION_PATIENCE, { maxAttempts: WRITE_ATTEMPTS })

const renewer = tokenRenewer({
  clock,
  grants: secretsByStore({
    ssm: ssmSecrets({ client: ssm, stackName, kind: 'grant' }),
    secretsmanager: secretsManagerSecrets({
      client: clientInTime(SecretsManagerClient, FUNCTION_PATIENCE),
      stackName,
      kind: 'grant',
    }),
  }),
  kept: ssmTokens({
    client: ssm,
    stackName,
    ...(secretsKeyArn !== undefined && { keyArn: secretsKeyArn }),
  }),
  states: runs,
  endpoint: httpTokenEndpoint({ now: () => clock.now() }),
  isUsed: grantIsUsed({ monitors, definitionSource: 'table' }),
  freezesWhenAnswered: true,
})

export const handler = tokensHandler({ renewer, clock, log: jsonLog() })
