import { environmentSecrets } from '../../shared/adapters/secrets/environment-secrets.ts'
import { ownReading } from '../../shared/adapters/secrets/stored-reading.ts'
import type { SecretReader, SecretReading } from '../../shared/app/ports/secrets.ts'
import { localOptions } from '../../shared/core/wording/log-command.ts'
import { BrokenSecretsFile, type StoredTexts, readSecretsFile, secretsFileIn } from './secrets-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The secrets of one machine: `ssm:NAME` and `secretsmanager:NAME` from the file of its data folder, else from
 * the environment; `env:NAME` from there alone. The file is read at each call, so that what is set counts from
 * the next run on. While it cannot be read none of its secrets is: an older one of the environment might be
 * another password.
 */
export function localSecrets(folder: string, env: Environment, known: Environment = {}): SecretReader {
  const fromEnvironment = environmentSecrets(env, known as Readonly<Record<string, string>>)
  return {
    async read(references, signal) {
      const stored = references.some(({ store }) => store !== 'env') ? await storedIn(folder) : {}
      const elsewhere = await fromEnvironment.read(references, signal)
      return elsewhere.map((reading) => fromFile(reading, stored, folder) ?? reading)
    },
    howToSet(reference, hosts = []) {
      if (reference.store === 'env') return fromEnvironment.howToSet(reference, hosts)
      const to = hosts.length > 0 ? ` --host ${hosts.join(',')}` : ''
      return `npx roundtrip secrets set ${reference.name} ${localOptions(folder)}${to}`
    },
  }
}

async function storedIn(folder: string): Promise<StoredTexts | BrokenSecretsFile> {
  try {
    return await readSecretsFile(folder)
  } catch (error) {
    if (error instanceof BrokenSecretsFile) return error
    throw error
  }
}

function fromFile(
  { reference }: SecretReading,
  stored: StoredTexts | BrokenSecretsFile,
  folder: string,
): SecretReading | undefined {
  const { store, name } = reference
  if (store === 'env') return undefined
  const named = { reference, fullName: `${store}:${name}` }
  if (stored instanceof BrokenSecretsFile)
    return { ...named, kind: 'unreadable', problem: `cannot be read: ${stored.message}` }
  const text = Object.hasOwn(stored, name) ? stored[name] : undefined
  return text === undefined
    ? undefined
    : ownReading({ ...named, fullName: `${name} in ${secretsFileIn(folder)}` }, text)
}
