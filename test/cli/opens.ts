import type { Target } from '../../cli/arguments/target.ts'
import { CannotDo } from '../../cli/opened/cannot-do.ts'
import type { FolderNeed } from '../../cli/opened/opened.ts'
import type { Surroundings } from '../../cli/surroundings.ts'
import { says } from './says.ts'

/** What the command of this line opens, and for what; `undefined`: nothing. */
export async function opens(line: string, change: Partial<Surroundings> = {}) {
  let asked: { target: Target; need: FolderNeed } | undefined
  const { err } = await says(line.split(' '), {
    ...change,
    open(target, need) {
      asked = { target, need }
      throw new CannotDo('opened')
    },
  })
  return asked ?? err
}
