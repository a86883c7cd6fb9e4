import { localOptions, stackOptions } from '../../../shared/core/wording/log-command.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import type { Surroundings } from '../../surroundings.ts'

/** What shows this run, to be typed as it stands. */
export async function showCommand(
  ref: string,
  flags: TargetFlags,
  surroundings: Pick<Surroundings, 'env' | 'settings'>,
): Promise<string> {
  const target = await targetOf(flags, surroundings)
  const options = target.kind === 'local' ? localOptions(target.folder) : stackOptions(target.stackName)
  return ['npx roundtrip show', ref, options].join(' ').trimEnd()
}
