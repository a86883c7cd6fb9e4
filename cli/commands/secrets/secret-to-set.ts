import { KMS_KEY_ARN, KMS_KEY_FORM } from '../../../shared/core/aws/secret-names.ts'
import { readHosts } from '../../../shared/core/definition/fields/read-hosts.ts'
import { SECRET_NAME } from '../../../shared/core/definition/fields/secret-reference.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { targetOf } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { KeptSecret } from '../../opened/stored-secret.ts'
import type { Surroundings } from '../../surroundings.ts'

/** Which secret, and the hosts to store it with. */
export interface SecretToSet extends KeptSecret {
  /** Those that were named; `any`: the password is stored alone. Absent: they are to be found. */
  hosts?: readonly string[] | 'any'
}

export interface SetFlags {
  host: readonly string[] | undefined
  anyHost: boolean
  stack: string | undefined
  local: string | undefined
  secretsmanager: boolean
  key: string | undefined
}

/** What the command line asks for; throws `UsageError` with a sentence a mistake. */
export async function secretToSet(
  name: string,
  { host, anyHost, stack, local, secretsmanager, key }: SetFlags,
  surroundings: Pick<Surroundings, 'env' | 'settings'>,
): Promise<SecretToSet> {
  const hosts = host && readHosts(host)
  const mistakes = [
    ...nameMistakes(name),
    ...keyMistakes(key),
    ...(hosts?.ok === false ? [`--host: ${hosts.message}`] : []),
    ...(hosts && anyHost ? ['--host and --any-host exclude each other'] : []),
  ]
  if (mistakes.length > 0) throw new UsageError(...mistakes)
  const store = secretsmanager ? 'secretsmanager' : 'ssm'
  const target = await targetOf({ stack, local }, surroundings)
  const ofStacks = [...(secretsmanager ? ['--secretsmanager'] : []), ...(key === undefined ? [] : ['--key'])]
  if (target.kind === 'local' && ofStacks.length > 0)
    throw new UsageError(`${ofStacks.join(' and ')}: a local mode keeps its secrets in its data folder`)
  return {
    name,
    target,
    store,
    ...(key !== undefined && { keyArn: key }),
    ...(hosts?.ok && { hosts: hosts.hosts }),
    ...(anyHost && { hosts: 'any' }),
  }
}

function nameMistakes(name: string): string[] {
  return SECRET_NAME.test(name)
    ? []
    : [`${shown(name)} cannot be a secret's name: expected 1 to 64 letters, digits, ".", "_" and "-"`]
}

function keyMistakes(keyArn: string | undefined): string[] {
  if (keyArn === undefined || KMS_KEY_ARN.test(keyArn)) return []
  return [`--key: expected ${KMS_KEY_FORM}, got something else (not shown)`]
}
