import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { STACK_NAME } from '../../shared/core/aws/secret-names.ts'

/** Whose monitors and alerts a command speaks of. */
export type Target = { kind: 'stack'; stackName: string } | { kind: 'local'; folder: string }

/** The values of the options that name it. */
export interface TargetValues {
  stack?: string
  local?: string
}

/** The lines of a help text that explain them. */
export const TARGET_USAGE = `  --stack STACK   the deployed stack; default: stackName of cdk/settings.ts, else Roundtrip
  --local [DIR]   the local mode of this machine that keeps its data in DIR; default .data
                  (a DIR without "." or "/" in it is written --local=DIR or ./DIR)
`

export function targetIn({ local, stack }: TargetValues, defaultStack: string): Target {
  if (local === undefined) return { kind: 'stack', stackName: stack ?? defaultStack }
  return { kind: 'local', folder: local || '.data' }
}

export function targetMistakes({ stack, local }: TargetValues): string[] {
  return [
    ...(stack !== undefined && local !== undefined ? ['--stack and --local exclude each other'] : []),
    ...(stack !== undefined && !STACK_NAME.test(stack) ? [`${shown(stack)} cannot be a stack's name`] : []),
  ]
}

/**
 * Whether what follows `--local` is its folder: an id has neither dot nor slash, and a file of monitors has
 * an ending that says so.
 */
export function isFolderName(next: string): boolean {
  return /^\.|[/\\]/.test(next) && !/\.(?:ya?ml|json|csv|[cm]?[jt]s)$/i.test(next)
}

/** As a message names it before it was opened. */
export function placeOf(target: Target): string {
  return target.kind === 'stack' ? `stack ${target.stackName}` : `local mode in ${target.folder}`
}
