import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SNSClient } from '@aws-sdk/client-sns'
import { SSMClient } from '@aws-sdk/client-ssm'

import { cachedSecrets } from '../../shared/adapters/cached-secrets.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { mailServers } from '../../shared/adapters/mail-servers.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { secretsByStore } from '../../shared/adapters/secrets-by-store.ts'
import { secretsManagerSecrets } from '../../shared/adapters/secrets-manager-secrets.ts'
import { snsPublisher } from '../../shared/adapters/sns-publisher.ts'
import { ssmSecrets } from '../../shared/adapters/ssm-secrets.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { SecretReader } from '../../shared/app/ports.ts'
import type { RunPorts } from '../../shared/app/run-ports.ts'
import { SECOND } from '../../shared/core/units.ts'
import type { SettingsOf } from '../read-env.ts'
import { patience } from '../sdk-config.ts'

/** The ports of a probe on AWS, made once a process. */
export function probePorts(settings: SettingsOf<'probe'>): RunPorts {
  const { monitorsTable, resultsTable, topicArns, stackName, senderAddress, retention, runbookUrl } = settings
  const clock = systemClock
  const ids = randomIds
  const client = new DynamoDBClient(patience)
  return {
    clock,
    ids,
    secrets: cachedSecrets(storedSecrets(stackName), clock),
    mail: mailServers({ clock }),
    runs: dynamoRunStore({ client, tableName: resultsTable, clock, ids, retention }),
    monitors: dynamoMonitorStore({ client, tableName: monitorsTable, ids }),
    publisher: snsPublisher({ client: new SNSClient({ maxAttempts: 1 }), topicArns, signalMs: 10 * SECOND }),
    definitionSource: 'table',
    retention,
    runbookUrl,
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
