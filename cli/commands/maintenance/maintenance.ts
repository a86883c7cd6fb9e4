import { stackOfSettings } from '../../arguments/target-flags.ts'
import { add } from './add.ts'
import { type MaintenanceArguments, readMaintenanceArguments } from './arguments.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'
import type { Surroundings } from '../../surroundings.ts'
import { MAINTENANCE_USAGE, type Verb, usageOf } from './usage.ts'
import type { Opened } from '../../opened/opened.ts'
import { exitCodeOf, withOpened } from '../../opened/with-opened.ts'

type Carry = (args: MaintenanceArguments, opened: Opened, surroundings: Surroundings) => Promise<number>

const CARRIES: Readonly<Record<Verb, Carry>> = { list, add, remove }

/** `roundtrip maintenance …`; its exit code: 0 done, 1 failed or refused. Throws `UsageError`. */
export async function maintenance(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const command = readMaintenanceArguments(args, await stackOfSettings(surroundings))
  if (command.kind === 'help') {
    surroundings.out.write(command.verb === undefined ? MAINTENANCE_USAGE : usageOf(command.verb))
    return 0
  }
  const { verb, target } = command
  const work = () =>
    withOpened(target, 'there', surroundings, (opened) => CARRIES[verb](command, opened, surroundings))
  return exitCodeOf(work, target, surroundings)
}
