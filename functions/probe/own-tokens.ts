import type { SSMClient } from '@aws-sdk/client-ssm'

import { ssmTokens } from '../../shared/adapters/secrets/ssm-tokens.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { TokenReader } from '../../shared/app/ports/tokens.ts'
import type { TokenRenewer } from '../../shared/app/ports/token-renewal.ts'
import { cachedTokens } from '../../shared/app/tokens/cached-tokens.ts'
import { tokenReader } from '../../shared/app/tokens/read-token.ts'
import { grantFullName } from '../../shared/core/aws/secret-names.ts'

export interface OwnTokensOptions {
  ssm: SSMClient
  clock: Clock
  stackName: string
  homeRegion: string
  /** The function for tokens, by its ARN. */
  tokensFunction: string
  howToSet: TokenReader['howToSet']
}

/** Reads the access tokens of this stack, and has the function for tokens fetch those that are not there. */
export function ownTokens({
  ssm,
  clock,
  stackName,
  homeRegion,
  tokensFunction,
  howToSet,
}: OwnTokensOptions): TokenReader {
  /** Tokens are renewed ahead of their end: a probe asks for the first one of a grant, and hardly ever again. */
  const renewer: TokenRenewer = {
    async renew(...asked) {
      const { ownRenewer } = await import('./own-renewer.ts')
      return ownRenewer({ functionArn: tokensFunction, region: homeRegion, clock }).renew(...asked)
    },
  }
  const reader = tokenReader({
    kept: ssmTokens({ client: ssm, stackName }),
    renewer,
    clock,
    nameOf: (grant) => grantFullName(stackName, grant),
    howToSet,
  })
  return cachedTokens(reader, { clock })
}
