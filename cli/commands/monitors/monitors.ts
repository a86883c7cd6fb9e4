import { stackOfSettings } from '../../arguments/target-flags.ts'
import { add } from './add.ts'
import { type MonitorsArguments, readMonitorsArguments } from './arguments.ts'
import { edit } from './edit.ts'
import { exportFile } from './export.ts'
import { importFile } from './import.ts'
import { list } from './list.ts'
import { pause, resume } from './pause.ts'
import { remove } from './remove.ts'
import { show } from './show.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { MONITORS_USAGE, type Verb, usageOf } from './usage.ts'
import { exitCodeOf, withOpened } from '../../opened/with-opened.ts'

type Carry = (args: MonitorsArguments, opened: Opened, surroundings: Surroundings) => Promise<number>

const CARRIES: Readonly<Record<Exclude<Verb, 'edit'>, Carry>> = {
  list,
  show,
  add,
  pause,
  resume,
  remove,
  import: importFile,
  export: exportFile,
}

/** Commands that may be the first to write into a folder of this machine. */
const MAKES_FOLDER: readonly Verb[] = ['add', 'import']

/** `roundtrip monitors …`; its exit code: 0 done, 1 failed or refused, 130 Ctrl-C. Throws `UsageError`. */
export async function monitors(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const command = readMonitorsArguments(args, await stackOfSettings(surroundings))
  if (command.kind === 'help') {
    surroundings.out.write(command.verb === undefined ? MONITORS_USAGE : usageOf(command.verb))
    return 0
  }
  const { verb, target } = command
  const open = <T>(use: (opened: Opened) => Promise<T>) =>
    withOpened(target, MAKES_FOLDER.includes(verb) ? 'made' : 'there', surroundings, use)
  const work = () =>
    verb === 'edit'
      ? edit(command, open, surroundings)
      : open((opened) => CARRIES[verb](command, opened, surroundings))
  return exitCodeOf(work, target, surroundings)
}
