import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { optionName } from '../../application/parameters.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { CheckFlags } from './check-flags.ts'
import { DESCRIBING, inOptionWords, monitorFromOptions } from './monitor-from-options.ts'
import { isFile } from './monitor-words.ts'

/** `inItsWords` tells advice about a definition's fields in what the user wrote: options, or fields. */
export type FoundMonitor =
  | { ok: true; monitor: Monitor; inItsWords: (text: string) => string }
  | { ok: false; mistakes: readonly string[] }

/** The monitor that is meant: described by options, or found in a file or a table, by its id or alone. */
export async function findMonitor(
  flags: CheckFlags,
  target: string | undefined,
  surroundings: Pick<Surroundings, 'env' | 'open' | 'needs' | 'settings'>,
): Promise<FoundMonitor> {
  const ofTable = flags.stack !== undefined || flags.local !== undefined
  if (target === undefined && flags.file === undefined && !ofTable) {
    const found = monitorFromOptions(flags, surroundings.env)
    return found.ok ? { ...found, inItsWords: inOptionWords } : found
  }
  const describing = (Object.keys(DESCRIBING) as (keyof typeof DESCRIBING)[]).filter(
    (option) => option !== 'timeout' && flags[option] !== undefined,
  )
  if (describing.length > 0) {
    const options = describing.map((option) => `--${optionName(option)}`).join(', ')
    return { ok: false, mistakes: [`${options}: not allowed with an id or a file`] }
  }
  const found = ofTable ? await fromTable(flags, target, surroundings) : await fromFile(flags, target)
  return found.ok ? { ...found, inItsWords: (text) => text } : found
}

/** Loaded where a file is named: what reads YAML takes as long as all the rest. */
async function fromFile(flags: CheckFlags, target: string | undefined) {
  const { monitorFromFile } = await import('./monitor-from-file.ts')
  return monitorFromFile(target, flags)
}

async function fromTable(
  flags: CheckFlags,
  target: string | undefined,
  surroundings: Pick<Surroundings, 'env' | 'open' | 'needs' | 'settings'>,
) {
  if (target === undefined || isFile(target) || flags.file !== undefined)
    return {
      ok: false as const,
      mistakes: ['--stack and --local: expected the id of one of its monitors, and no file'],
    }
  const { monitorFromTable } = await import('./monitor-from-table.ts')
  return monitorFromTable(target, flags, surroundings)
}
