import { join } from 'node:path'

import { LOCAL_FOLDER } from '../arguments/target-flags.ts'

/** What to say beside why a stack cannot be asked: a local mode may be meant. `folder`: that of `--local` alone. */
export async function localWords(folder = LOCAL_FOLDER): Promise<string> {
  const { isFolder } = await import('../../local/store/make-folder.ts')
  const isThere = await isFolder(join(folder, 'dynamodb'))
  return isThere
    ? `or --local: there is a local mode of this machine in ${folder}`
    : 'or --local for the local mode of this machine'
}
