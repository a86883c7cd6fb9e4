import { nearestName } from '../../shared/core/definition/nearest-name.ts'
import { shown } from '../../shared/core/definition/shown-value.ts'
import { STACK_NAME } from '../../shared/core/secret-names.ts'
import { UsageError } from '../usage-error.ts'
import type { Target } from './surroundings.ts'

/** What `--help` says of the options that name whose monitors are meant. */
export const WHERE = `  --stack STACK   the deployed stack; default: stackName of cdk/settings.ts, else Roundtrip
  --local [DIR]   the local mode of this machine that keeps its data in DIR; default .data
                  (a DIR without "." or "/" in it is written --local=DIR or ./DIR)
`

type TargetValues = Readonly<{ stack?: string; local?: string }>

/** Whose monitors are meant, once the values have no mistakes. */
export function targetOf({ local, stack }: TargetValues, defaultStack: string): Target {
  return local === undefined
    ? { kind: 'stack', stackName: stack ?? defaultStack }
    : { kind: 'local', folder: local || '.data' }
}

export function targetMistakes({ stack, local }: TargetValues): string[] {
  return [
    ...(stack !== undefined && local !== undefined ? ['--stack and --local exclude each other'] : []),
    ...(stack !== undefined && !STACK_NAME.test(stack) ? [`${shown(stack)} cannot be a stack's name`] : []),
  ]
}

/** Whether `--local` takes the next argument: an id has neither dot nor slash, and a file of monitors has an ending that says so. */
export function isFolderName(next: string): boolean {
  return /^\.|[/\\]/.test(next) && !isFileName(next)
}

function isFileName(name: string): boolean {
  return /\.(?:ya?ml|json|csv|[cm]?[jt]s)$/i.test(name)
}

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
