import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import type { CheckArguments } from './check-arguments.ts'
import { monitorFromFile } from './monitor-from-file.ts'
import { DESCRIBING, inOptionWords, monitorFromOptions } from './monitor-from-options.ts'

/** `inItsWords` tells advice about a definition's fields in what the user wrote: options, or fields. */
export type FoundMonitor =
  | { ok: true; monitor: Monitor; inItsWords: (text: string) => string }
  | { ok: false; mistakes: readonly string[] }

/** The monitor that is meant: described by options, or found in a file, by its id or alone. */
export async function findMonitor(
  args: CheckArguments,
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundMonitor> {
  const { values, targets, mistakes } = args
  const describing = Object.keys(DESCRIBING).filter(
    (option) => option !== 'timeout' && values[option as keyof typeof DESCRIBING] !== undefined,
  )
  if (targets.length === 0 && values.file === undefined) {
    // An unknown option may have swallowed the id: then nothing more can be said.
    if (describing.length === 0 && mistakes.length > 0) return { ok: false, mistakes }
    const found = monitorFromOptions(values, env)
    if (found.ok && mistakes.length === 0) return { ...found, inItsWords: inOptionWords }
    return { ok: false, mistakes: [...mistakes, ...(found.ok ? [] : found.mistakes)] }
  }
  const all = [...mistakes]
  if (targets.length > 1) all.push('one monitor at a time: expected one id or file')
  if (describing.length > 0) {
    all.push(
      `${describing.map((option) => `--${option}`).join(', ')}: not beside an id or a file, which says it`,
    )
  }
  if (all.length > 0) return { ok: false, mistakes: all }
  const found = await monitorFromFile(targets[0], values)
  return found.ok ? { ...found, inItsWords: (text) => text } : found
}
