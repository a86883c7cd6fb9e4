import type { SecretKeeper } from '../../shared/app/ports/secret-keeper.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import { STORED_SECRET_FORM } from '../../shared/core/definition/stored-secret.ts'
import { listedInFile } from './listed-in-file.ts'
import { secretFileWriter } from './write-secret.ts'

/** The secrets of this data folder, for who sets them while `npm start` runs. */
export function localSecretKeeper(folder: string, { read }: Pick<SecretReader, 'read'>): SecretKeeper {
  const { write } = secretFileWriter(folder)
  return {
    form: STORED_SECRET_FORM,
    isOneStore: true,
    list: () => listedInFile(folder),
    async read({ store, name }) {
      const [reading] = await read([{ store, name }], new AbortController().signal)
      return reading
    },
    write: ({ name }, text) => write(name, text),
  }
}
