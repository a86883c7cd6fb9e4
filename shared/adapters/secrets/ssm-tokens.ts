import { GetParametersCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'

import type { TokenKeeper } from '../../app/ports/token-renewal.ts'
import { tokenParameterName } from '../../core/aws/secret-names.ts'
import { redactor } from '../../core/redaction/redact.ts'
import { accessTokenText, parseAccessToken, parseRotatedToken, rotatedTokenText } from './stored-token.ts'

export interface SsmTokensOptions {
  client: SSMClient
  stackName: string
  /** Encrypts them; absent: the account's own `aws/ssm`. */
  keyArn?: string
}

/** What the consoles of SSM say of such a parameter. */
const DESCRIPTION = 'A token that Roundtrip fetched with a grant, and replaces by itself'

/**
 * Keeps the tokens of one stack as SecureStrings in SSM Parameter Store. Microsoft's may pass the 4 KB of the
 * standard tier: by Intelligent-Tiering such a parameter becomes an advanced one, of 8 KB (SSM, "Managing parameter
 * tiers"). Throws with the parameter's name, and without anything of a token, when the store refuses.
 */
export function ssmTokens({ client, stackName, keyArn }: SsmTokensOptions): TokenKeeper {
  async function find(name: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      // As probes read secrets: one right is enough for both.
      const command = new GetParametersCommand({ Names: [name], WithDecryption: true })
      const { Parameters = [] } = await client.send(command, { abortSignal: signal })
      return Parameters[0]?.Value
    } catch (cause) {
      throw new Error(`cannot read ${name}: ${String(cause)}`, { cause })
    }
  }

  async function put(name: string, text: string, token: string, signal?: AbortSignal): Promise<void> {
    const command = new PutParameterCommand({
      Name: name,
      Value: text,
      Type: 'SecureString',
      ...(keyArn !== undefined && { KeyId: keyArn }),
      Overwrite: true,
      Tier: 'Intelligent-Tiering',
      Description: DESCRIPTION,
    })
    const failure = await client.send(command, { ...(signal && { abortSignal: signal }) }).then(
      () => undefined,
      (error: unknown) => String(error),
    )
    if (failure === undefined) return
    // The store may quote what it refuses, so its own error is no cause of this one.
    const { hide, apply } = redactor()
    for (const secret of [text, token]) hide(secret)
    throw new Error(apply(`cannot store ${name}: ${failure}`))
  }

  return {
    async findAccess(grant, signal) {
      const text = await find(tokenParameterName(stackName, 'access', grant), signal)
      return text === undefined ? undefined : parseAccessToken(text)
    },
    putAccess: (grant, token, hosts, signal) =>
      put(
        tokenParameterName(stackName, 'access', grant),
        accessTokenText({ ...token, ...(hosts && { hosts }) }),
        token.token,
        signal,
      ),
    async findRotated(grant, signal) {
      const text = await find(tokenParameterName(stackName, 'refresh', grant), signal)
      return text === undefined ? undefined : parseRotatedToken(text)
    },
    putRotated: (grant, rotated, signal) =>
      put(
        tokenParameterName(stackName, 'refresh', grant),
        rotatedTokenText(rotated),
        rotated.refreshToken,
        signal,
      ),
  }
}
