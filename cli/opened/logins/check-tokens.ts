import { localTokens } from '../../../local/secrets/local-tokens.ts'
import { tokensInMemory } from '../../../local/secrets/tokens-in-memory.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import type { CheckTokens } from '../../surroundings.ts'

/** Tokens for the one run of a check, whose grants stand where its passwords do; nothing of them is stored. */
export function checkTokens(grants: SecretReader, ca: readonly string[], clock: Clock): CheckTokens {
  const { kept, states, rotated } = tokensInMemory()
  const { tokens } = localTokens({ clock, grants, kept, states, ca })
  return { reader: tokens, rotated }
}
