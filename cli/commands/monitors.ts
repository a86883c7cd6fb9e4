import { CannotDo } from '../cannot-do.ts'
import { add } from '../monitors/add.ts'
import { readMonitorsArguments, type MonitorsArguments } from '../monitors/arguments.ts'
import { edit } from '../monitors/edit.ts'
import { exportFile } from '../monitors/export.ts'
import { importFile } from '../monitors/import.ts'
import { list } from '../monitors/list.ts'
import { pause, resume } from '../monitors/pause.ts'
import { remove } from '../monitors/remove.ts'
import { show } from '../monitors/show.ts'
import { storeProblem } from '../monitors/store-problem.ts'
import type { MonitorsSurroundings, OpenedMonitors } from '../monitors/surroundings.ts'
import { MONITORS_USAGE, usageOf, type Verb } from '../monitors/usage.ts'
import { Interrupted } from '../read-secret.ts'
import { placeOf, type Target } from '../target.ts'

type Carry = (
  args: MonitorsArguments,
  opened: OpenedMonitors,
  surroundings: MonitorsSurroundings,
) => Promise<number>

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

/** `roundtrip monitors …` from its arguments to its exit code: 0 done, 1 failed or refused, 130 Ctrl-C. Throws `UsageError`. */
export async function monitors(args: readonly string[], surroundings: MonitorsSurroundings): Promise<number> {
  const command = readMonitorsArguments(args, surroundings.defaultStack)
  if (command.kind === 'help') {
    surroundings.out.write(command.verb === undefined ? MONITORS_USAGE : usageOf(command.verb))
    return 0
  }
  const { verb, target } = command
  const open = <T>(use: (opened: OpenedMonitors) => Promise<T>) =>
    withOpened(target, MAKES_FOLDER.includes(verb), surroundings, use)
  try {
    if (verb === 'edit') return await edit(command, open, surroundings)
    return await open((opened) => CARRIES[verb](command, opened, surroundings))
  } catch (error) {
    if (error instanceof Interrupted) return 130
    const told = problemOf(error, target)
    if (!told) throw error
    surroundings.err.write([...told.details, `roundtrip: ${told.message}`, ''].join('\n'))
    return 1
  }
}

async function withOpened<T>(
  target: Target,
  make: boolean,
  { open }: MonitorsSurroundings,
  use: (opened: OpenedMonitors) => Promise<T>,
): Promise<T> {
  const opened = await open(target, make)
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}

function problemOf(
  error: unknown,
  target: Target,
): { message: string; details: readonly string[] } | undefined {
  if (error instanceof CannotDo) return error
  const message = storeProblem(error, placeOf(target))
  return message === undefined ? undefined : { message, details: [] }
}
