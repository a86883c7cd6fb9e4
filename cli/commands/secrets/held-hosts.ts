import type { Surroundings } from '../../surroundings.ts'
import type { SecretToSet } from './secret-to-set.ts'

export type HeldHosts = readonly string[] | 'unknown'

/**
 * The hosts of the secret that is to be replaced: a new password of the same login is for the same servers,
 * whatever a row says by now. None where there is no secret, or it has none; `unknown` where it cannot be read.
 */
export async function heldHosts(
  { store, name, target }: SecretToSet,
  { storedSecrets, localSecrets }: Pick<Surroundings, 'storedSecrets' | 'localSecrets'>,
): Promise<HeldHosts> {
  try {
    const reader =
      target.kind === 'stack'
        ? await storedSecrets(store, target.stackName)
        : (await localSecrets(target.folder)).reader
    const [reading] = await reader.read([{ store, name }], new AbortController().signal)
    if (reading?.kind === 'found') return reading.hosts ?? []
    return reading?.kind === 'missing' ? [] : 'unknown'
  } catch {
    return 'unknown'
  }
}
