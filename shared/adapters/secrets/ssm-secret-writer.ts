import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'

import { SecretNotWritable, type SecretWriter } from '../../app/ports/secret-writer.ts'
import { SECRET_DESCRIPTION } from '../../core/aws/secret-names.ts'

/**
 * Writes SecureStrings to SSM Parameter Store, encrypted with this KMS key, else with the account's own
 * `aws/ssm`.
 */
export function ssmSecretWriter(client: SSMClient, keyArn?: string): SecretWriter {
  return {
    async write(fullName, value) {
      const command = new PutParameterCommand({
        Name: fullName,
        Value: value,
        Type: 'SecureString',
        ...(keyArn !== undefined && { KeyId: keyArn }),
        Overwrite: true,
        Description: SECRET_DESCRIPTION,
      })
      const { Version } = await client.send(command).catch((cause: unknown) => {
        throw isTooLong(cause) ? tooLong(fullName, value, cause) : cause
      })
      const version = Version === undefined ? '' : `, version ${String(Version)}`
      return `${fullName} in ${await client.config.region()}${version}`
    },
  }
}

/** No limit of ours: an account may allow more (SSM, "Managing parameter tiers"). */
function isTooLong(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationException' && /\b4096\b/.test(error.message)
}

function tooLong(fullName: string, value: string, cause: unknown): SecretNotWritable {
  return new SecretNotWritable(
    `${fullName} takes 4096 characters, and the value with its hosts has ${value.length}: ` +
      'name fewer hosts, or store it in Secrets Manager (--secretsmanager)',
    { cause },
  )
}
