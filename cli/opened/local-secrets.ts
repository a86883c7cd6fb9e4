import { localSecrets } from '../../local/secrets/local-secrets.ts'
import { secretFileWriter } from '../../local/secrets/write-secret.ts'
import { folderProblem } from '../../local/store/folder-problem.ts'
import type { LocalSecrets, Surroundings } from '../surroundings.ts'
import { CannotDo } from './cannot-do.ts'

/** The secrets of the local mode in this folder; loaded when asked for, as `secretWriter` is. */
export function localSecretsOf(folder: string, env: Surroundings['env']): Promise<LocalSecrets> {
  const writer = secretFileWriter(folder)
  return Promise.resolve({
    reader: localSecrets(folder, env),
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
