import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { SecretToSet } from './arguments.ts'

/**
 * The hosts of the secret that is to be replaced: a new password of the same login is for the same servers,
 * whatever a row says by now. None where there is none, or who sets it may not read it. Throws `CannotDo` where
 * it is not known: the servers of rows are not taken for want of an answer.
 */
export async function heldHosts(
  { store, name, stackName }: SecretToSet,
  { storedSecrets }: Pick<Surroundings, 'storedSecrets'>,
): Promise<readonly string[]> {
  const reader = await storedSecrets(store, stackName)
  const [reading] = await reader.read([{ store, name }], new AbortController().signal).catch(unknown)
  if (reading?.kind === 'unreadable') return unknown(new Error(`${reading.fullName} ${reading.problem}`))
  return reading?.kind === 'found' ? (reading.hosts ?? []) : []
}

function unknown(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new CannotDo(
    `for which hosts it is stored is not known, ${tameLine(why)}: nothing was changed; --host HOST names them`,
    { cause },
  )
}
