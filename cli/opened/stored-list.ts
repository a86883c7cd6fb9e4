import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { awsRefusal } from '../../shared/adapters/aws/aws-refusal.ts'
import type { StoredList } from '../../shared/app/ports/secret-keeper.ts'
import type { LoginSecret } from '../../shared/core/definition/monitor.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'

/**
 * What both stores of a stack hold, by name, with the credentials of the environment. None of the stack's policies
 * for people allows it: AWS lists parameters and secrets of the whole account, or nothing.
 */
export async function storedList(stackName: string): Promise<StoredList> {
  const [ssm, managed] = await Promise.all([
    orWhyNot('SSM Parameter Store', () => parameters(stackName)),
    orWhyNot('Secrets Manager', () => managedSecrets(stackName)),
  ])
  const why = [ssm, managed].flatMap(({ unlisted }) => (unlisted === undefined ? [] : [unlisted]))
  return {
    secrets: [...ssm.secrets, ...managed.secrets],
    ...(why.length > 0 && { unlisted: why.join('; ') }),
  }
}

async function orWhyNot(store: string, list: () => Promise<LoginSecret[]>): Promise<StoredList> {
  try {
    return { secrets: await list() }
  } catch (error) {
    const why = awsRefusal(error) ?? tameLine(error instanceof Error ? `${error.name}: ${error.message}` : '')
    return { secrets: [], unlisted: `${store}: ${why}` }
  }
}

async function parameters(stackName: string): Promise<LoginSecret[]> {
  const { SSMClient } = await import('@aws-sdk/client-ssm')
  const { listedParameters } = await import('../../shared/adapters/secrets/listed-secrets.ts')
  const client = clientInTime(SSMClient, COMMAND_PATIENCE)
  return listedParameters(client, stackName).finally(() => client.destroy())
}

async function managedSecrets(stackName: string): Promise<LoginSecret[]> {
  const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  const { listedManaged } = await import('../../shared/adapters/secrets/listed-secrets.ts')
  const client = clientInTime(SecretsManagerClient, COMMAND_PATIENCE)
  return listedManaged(client, stackName).finally(() => client.destroy())
}
