import type { SecretKeeper, SecretLister } from '../../shared/app/ports/secret-keeper.ts'
import { type SecretWriter, SecretNotWritable } from '../../shared/app/ports/secret-writer.ts'
import type { SecretReading } from '../../shared/app/ports/secrets.ts'
import type { LoginSecret } from '../../shared/core/definition/monitor.ts'
import {
  DEFAULT_STACK_NAME,
  grantParameterName,
  managedGrantName,
  managedSecretName,
  secretParameterName,
} from '../../shared/core/aws/secret-names.ts'
import type { Target } from '../arguments/target.ts'
import type { SecretStore, Surroundings } from '../surroundings.ts'
import { CannotDo } from './cannot-do.ts'

type Reading = Pick<Surroundings, 'storedSecrets' | 'localSecrets'>
type Listing = Pick<Surroundings, 'storedList' | 'localSecrets'>
type Placing = Reading & Pick<Surroundings, 'secretWriter' | 'settings'>
export type Keeping = Placing & Listing

/** A secret of a stack or a local mode, and where it is kept. */
export interface KeptSecret {
  target: Target
  name: string
  /** Of a stack: one machine has one file for both. */
  store: SecretStore
  keyArn?: string
}

/** What is stored of it now. Throws where the store cannot be asked. */
export async function readStored(
  { target, store, name }: KeptSecret,
  kind: LoginSecret['kind'],
  { storedSecrets, localSecrets }: Reading,
): Promise<SecretReading | undefined> {
  const reader =
    target.kind === 'stack'
      ? await storedSecrets(store, target.stackName, kind)
      : (await localSecrets(target.folder)).reader
  const [reading] = await reader.read([{ store, name }], new AbortController().signal)
  return reading
}

/** Who writes it, and the name that it has there as a password, or as a grant. */
export async function placeOfSecret(
  { target, store, name, keyArn }: KeptSecret,
  { settings, secretWriter, localSecrets }: Placing,
): Promise<{ fullNameOf: (kind: LoginSecret['kind']) => string; writer: SecretWriter }> {
  if (target.kind === 'local') {
    return { fullNameOf: () => name, writer: (await localSecrets(target.folder)).writer }
  }
  const { stackName } = target
  const key = keyFor({ stackName, ...(keyArn !== undefined && { keyArn }) }, await settings())
  return {
    fullNameOf: (kind) => NAMES[store][kind](stackName, name),
    writer: await secretWriter(store, key),
  }
}

const NAMES = {
  ssm: { password: secretParameterName, grant: grantParameterName },
  secretsmanager: { password: managedSecretName, grant: managedGrantName },
} as const

/**
 * The KMS key for a secret: the one asked for, else the settings' own; those are of one stack, and no other
 * could decrypt with it.
 */
export function keyFor(
  { stackName, keyArn }: { stackName: string; keyArn?: string },
  settings: { stackName?: string; secretsKeyArn?: string },
): string | undefined {
  const isOwnStack = stackName === (settings.stackName ?? DEFAULT_STACK_NAME)
  return keyArn ?? (isOwnStack ? settings.secretsKeyArn : undefined)
}

/** What the stores of this stack or local mode hold. */
export function secretLister(target: Target, { storedList, localSecrets }: Listing): SecretLister {
  return {
    isOneStore: target.kind === 'local',
    list: async () =>
      target.kind === 'stack' ? storedList(target.stackName) : (await localSecrets(target.folder)).list(),
  }
}

/** The stores of this stack or local mode, for who sets secrets there. */
export function secretKeeper(target: Target, form: number, surroundings: Keeping): SecretKeeper {
  return {
    form,
    ...secretLister(target, surroundings),
    read: ({ kind, store, name }) =>
      readStored({ target, store: store as SecretStore, name }, kind, surroundings),
    async write({ kind, store, name }, text) {
      try {
        const secret = { target, store: store as SecretStore, name }
        const { fullNameOf, writer } = await placeOfSecret(secret, surroundings)
        return await writer.write(fullNameOf(kind), text)
      } catch (error) {
        throw error instanceof CannotDo ? new SecretNotWritable(error.message, { cause: error }) : error
      }
    },
  }
}
