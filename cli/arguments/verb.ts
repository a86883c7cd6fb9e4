import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from './usage-error.ts'

/** The verb that follows the command; throws `UsageError` when there is none such. */
export function verbOf<Verb extends string>(
  command: string,
  first: string | undefined,
  verbs: readonly Verb[],
): Verb {
  const verb = verbs.find((one) => one === first)
  if (verb) return verb
  const help = `roundtrip ${command} --help`
  if (first === undefined) throw new UsageError(`${command}: no command given`, help)
  const near = nearestName(first, verbs)
  const meant = near === undefined ? '' : `; did you mean ${near}?`
  throw new UsageError(`${command}: there is no command ${shown(first)}${meant}`, help)
}

/** What a message says was got instead of the arguments it expected. */
export function shownNames(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.map((name) => shown(name)).join(', ')
}
