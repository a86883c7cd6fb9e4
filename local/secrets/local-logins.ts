import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import { noGrants } from '../../shared/app/probe/no-grants.ts'
import { type LocalTokenParts, type LocalTokens, localTokens } from './local-tokens.ts'
import { statesInOneStore } from './one-store.ts'
import { tokensFile } from './tokens-file.ts'

export interface LocalLoginParts extends Omit<LocalTokenParts, 'grants' | 'kept'> {
  /** Where tokens are kept. */
  folder: string
  /** Passwords and grants, which lie in one place here. */
  stored: SecretReader
}

export interface LocalLogins extends LocalTokens {
  /** Passwords alone: what is a grant is said to no mail server. */
  secrets: SecretReader
}

/** All that runs of one machine log in with: the same for `npm start` and for a command that makes a run itself. */
export function localLogins({ folder, stored, states, ...parts }: LocalLoginParts): LocalLogins {
  return {
    secrets: noGrants(stored),
    ...localTokens({
      ...parts,
      grants: stored,
      kept: tokensFile(folder),
      states: statesInOneStore(states),
    }),
  }
}
