import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'

import type { SecretWriter } from '../app/secret-writer.ts'

/** Writes SecureStrings to SSM Parameter Store, encrypted with the account's own `aws/ssm` key. */
export function ssmSecretWriter(client: SSMClient): SecretWriter {
  return {
    async write(parameterName, value) {
      const { Version } = await client.send(
        new PutParameterCommand({
          Name: parameterName,
          Value: value,
          Type: 'SecureString',
          Overwrite: true,
          Description: 'A password that Roundtrip logs in with',
        }),
      )
      const version = Version === undefined ? '' : `, version ${String(Version)}`
      return `${parameterName} in ${await client.config.region()}${version}`
    },
  }
}
