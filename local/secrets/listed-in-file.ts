import type { StoredList } from '../../shared/app/ports/secret-keeper.ts'
import { parseStoredSecret } from '../../shared/core/definition/stored-secret.ts'
import { looksLikeGrant } from '../../shared/core/grant/looks-like-grant.ts'
import { BrokenSecretsFile, readSecretsFile } from './secrets-file.ts'

/**
 * What the secrets file of this folder holds, by name: a grant and a password are told apart by what is stored. Variables
 * of the environment are not listed. A broken file lists nothing, and says why.
 */
export async function listedInFile(folder: string): Promise<StoredList> {
  try {
    const stored = await readSecretsFile(folder)
    return {
      secrets: Object.entries(stored).map(([name, text]) => ({ kind: kindOf(text), store: 'ssm', name })),
    }
  } catch (error) {
    if (error instanceof BrokenSecretsFile) return { secrets: [], unlisted: error.message }
    throw error
  }
}

function kindOf(text: string): 'grant' | 'password' {
  const read = parseStoredSecret(text)
  return read.kind !== 'unreadable' && looksLikeGrant(read.value) ? 'grant' : 'password'
}
