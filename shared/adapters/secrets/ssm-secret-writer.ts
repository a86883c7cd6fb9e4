import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'

import type { SecretWriter } from '../../app/ports/secret-writer.ts'
import { SECRET_DESCRIPTION } from '../../core/aws/secret-names.ts'

/**
 * Writes SecureStrings to SSM Parameter Store, encrypted with this KMS key, else with the account's own
 * `aws/ssm`.
 */
export function ssmSecretWriter(client: SSMClient, keyArn?: string): SecretWriter {
  return {
    async write(fullName, value) {
      const { Version } = await client.send(
        new PutParameterCommand({
          Name: fullName,
          Value: value,
          Type: 'SecureString',
          ...(keyArn !== undefined && { KeyId: keyArn }),
          Overwrite: true,
          Description: SECRET_DESCRIPTION,
        }),
      )
      const version = Version === undefined ? '' : `, version ${String(Version)}`
      return `${fullName} in ${await client.config.region()}${version}`
    },
  }
}
