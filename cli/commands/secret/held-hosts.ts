import type { Surroundings } from '../../surroundings.ts'
import type { SecretToSet } from './arguments.ts'

/**
 * The hosts of the secret that is to be replaced: a new password of the same login is for the same servers,
 * whatever a row says by now. None where there is none, or who sets it may not read it.
 */
export async function heldHosts(
  { store, name, stackName }: SecretToSet,
  { storedSecrets }: Pick<Surroundings, 'storedSecrets'>,
): Promise<readonly string[]> {
  try {
    const reader = await storedSecrets(store, stackName)
    const [reading] = await reader.read([{ store, name }], new AbortController().signal)
    return reading?.kind === 'found' ? (reading.hosts ?? []) : []
  } catch {
    return []
  }
}
