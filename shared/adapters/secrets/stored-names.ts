import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ListTagsForResourceCommand, type SSMClient } from '@aws-sdk/client-ssm'

/**
 * Whether there is a parameter of this name. Its tags are asked for: that takes a right on this one parameter, where
 * DescribeParameters takes one on all of the account. Throws what else the client throws.
 */
export function isParameterStored(client: SSMClient, name: string): Promise<boolean> {
  const command = new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: name })
  return unless('InvalidResourceId', client.send(command))
}

/** The same of a secret in AWS Secrets Manager; one that is to be deleted is none. */
export async function isSecretStored(client: SecretsManagerClient, name: string): Promise<boolean> {
  const asked = client.send(new DescribeSecretCommand({ SecretId: name }))
  if (!(await unless('ResourceNotFoundException', asked))) return false
  return (await asked).DeletedDate === undefined
}

async function unless(absence: string, asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    if (error instanceof Error && error.name === absence) return false
    throw error
  }
}
