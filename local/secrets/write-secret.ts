import { putOwnFile } from '../../shared/adapters/own-file.ts'
import { type SecretWriter, SecretNotWritable } from '../../shared/app/ports/secret-writer.ts'
import { inFolderTurn } from './folder-turns.ts'
import { BrokenSecretsFile, readSecretsFile, secretsFileIn, secretsFileText } from './secrets-file.ts'

/**
 * Writes secrets by their short names into the file of this data folder, which is made if need be. Writers take
 * turns; the file is replaced as a whole and is on the disk when this answers. Throws `SecretNotWritable` where
 * the file is broken, or another writer does not end.
 */
export function secretFileWriter(folder: string): SecretWriter {
  return {
    write: (name, value) =>
      inFolderTurn(
        folder,
        'secrets.lock',
        () => write(folder, name, value),
        () =>
          new SecretNotWritable(
            `another command has been writing ${secretsFileIn(folder)} for 10 s: try again`,
          ),
      ),
  }
}

async function write(folder: string, name: string, value: string): Promise<string> {
  try {
    const secrets = await readSecretsFile(folder)
    await putOwnFile(secretsFileIn(folder), secretsFileText({ ...secrets, [name]: value }))
  } catch (error) {
    throw error instanceof BrokenSecretsFile ? new SecretNotWritable(error.message, { cause: error }) : error
  }
  return secretsFileIn(folder)
}
