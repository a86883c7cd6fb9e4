import {
  CreateSecretCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'

import { SecretNotWritable, type SecretWriter } from '../../app/ports/secret-writer.ts'
import { SECRET_DESCRIPTION } from '../../core/aws/secret-names.ts'

/**
 * Writes secrets to AWS Secrets Manager: creates them, or gives those that exist a new value. With a KMS key
 * they are encrypted with that, also one that had another; else with what they have, or with the account's
 * own `aws/secretsmanager`.
 */
export function secretsManagerSecretWriter(client: SecretsManagerClient, keyArn?: string): SecretWriter {
  const key = keyArn === undefined ? {} : { KmsKeyId: keyArn }

  async function create(fullName: string, value: string): Promise<boolean> {
    const input = { Name: fullName, SecretString: value, Description: SECRET_DESCRIPTION, ...key }
    try {
      await client.send(new CreateSecretCommand(input))
      return true
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceExistsException') return false
      throw error
    }
  }

  async function replace(fullName: string, value: string): Promise<void> {
    const input = { SecretId: fullName, SecretString: value }
    // PutSecretValue cannot change the key.
    if (keyArn === undefined) await client.send(new PutSecretValueCommand(input))
    else await client.send(new UpdateSecretCommand({ ...input, ...key }))
  }

  return {
    async write(fullName, value) {
      const region = await client.config.region()
      try {
        if (!(await create(fullName, value))) await replace(fullName, value)
      } catch (cause) {
        if (!isMarkedForDeletion(cause)) throw cause
        const restore = `aws secretsmanager restore-secret --secret-id ${fullName}`
        throw new SecretNotWritable(
          `${fullName} is marked for deletion in ${region}: restore it (${restore}), then set it again`,
          { cause },
        )
      }
      return `${fullName} in ${region}, Secrets Manager`
    },
  }
}

/** AWS' words are "already scheduled for deletion" to a CreateSecret, "marked for deletion" to all else. */
function isMarkedForDeletion(error: unknown): boolean {
  return error instanceof Error && error.name === 'InvalidRequestException' && /deletion/i.test(error.message)
}
