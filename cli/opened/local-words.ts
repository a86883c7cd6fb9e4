import { LOCAL_FOLDER } from '../arguments/target-flags.ts'
import { isLocalMode } from './local-folder.ts'

/** What to say beside why a stack cannot be asked: a local mode may be meant. `folder`: that of `--local` alone. */
export async function localWords(folder = LOCAL_FOLDER): Promise<string> {
  return (await isLocalMode(folder).catch(() => false))
    ? `or --local: there is a local mode of this machine in ${folder}`
    : 'or --local for the local mode of this machine'
}
