import { listedInFile } from '../../../local/secrets/listed-in-file.ts'
import { localSecrets } from '../../../local/secrets/local-secrets.ts'
import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { folderProblem } from '../../../local/store/folder-problem.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { LocalSecrets, Surroundings } from '../../surroundings.ts'
import { CannotDo } from '../cannot-do.ts'

/** The secrets of the local mode in this folder; loaded when asked for, as `secretWriter` is. */
export function localSecretsOf(
  folder: string,
  {
    env,
    authorities,
    clock = systemClock,
  }: Pick<Surroundings, 'env' | 'authorities'> & Partial<Pick<Surroundings, 'clock'>>,
): Promise<LocalSecrets> {
  const writer = secretFileWriter(folder)
  const reader = localSecrets(folder, env)
  return Promise.resolve({
    reader,
    list: () => listedInFile(folder),
    async logins(states) {
      const { localLogins } = await import('../../../local/secrets/local-logins.ts')
      return localLogins({ clock, folder, stored: reader, states, ca: await authorities() })
    },
    writer: {
      write: (name, value) =>
        writer.write(name, value).catch((error: unknown) => {
          const why = folderProblem(error)
          if (why === undefined) throw error
          throw new CannotDo(`${folder} cannot be used: ${why}; --local DIR names another folder`, {
            cause: error,
          })
        }),
    },
  })
}
