import type { BaseArgs } from '@stricli/core'

import type { Carry } from '../application/command.ts'
import { type TargetFlags, targetOf } from '../arguments/target-flags.ts'
import type { Surroundings } from '../surroundings.ts'
import type { FolderNeed, Opened } from './opened.ts'
import { withOpened } from './with-opened.ts'

/**
 * What a command does with the stack or the local mode that its options name: it is opened before, and closed
 * at the end.
 */
export function onTarget<Flags extends TargetFlags, Args extends BaseArgs>(
  need: FolderNeed,
  work: (opened: Opened, surroundings: Surroundings, flags: Flags, ...args: Args) => Promise<number>,
): Carry<Flags, Args> {
  return async (surroundings, flags, ...args) => {
    const target = await targetOf(flags, surroundings)
    return withOpened(target, need, surroundings, (opened) => work(opened, surroundings, flags, ...args))
  }
}
