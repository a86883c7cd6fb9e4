import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { DEFAULT_STACK_NAME, STACK_NAME } from '../../shared/core/aws/secret-names.ts'
import { value } from '../application/parameters.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Target } from './target.ts'
import { UsageError } from './usage-error.ts'

/** The folder of `--local` alone. */
export const LOCAL_FOLDER = '.data'

/** The options that name the target. */
export interface TargetFlags {
  stack: string | undefined
  local: string | undefined
}

export const stackFlag = {
  stack: value('NAME', 'the deployed stack; default: stackName of cdk/settings.ts, else Roundtrip'),
}

export const targetFlags = {
  ...stackFlag,
  local: value(
    '[DIR]',
    `local mode (npm start) with its data in DIR; default ${LOCAL_FOLDER} (write a DIR without "." or "/" as --local=DIR or ./DIR)`,
  ),
}

type Here = Pick<Surroundings, 'env' | 'settings'>

/** The target of the options, else of ROUNDTRIP_TARGET, else the stack of the settings. Throws `UsageError`. */
export async function targetOf({ stack, local }: TargetFlags, here: Here): Promise<Target> {
  if (stack !== undefined && local !== undefined)
    throw new UsageError('--stack and --local exclude each other')
  if (local !== undefined) return { kind: 'local', folder: local || LOCAL_FOLDER }
  if (stack !== undefined) return stackNamed(stack, '')
  return inEnvironment(here.env.ROUNDTRIP_TARGET) ?? { kind: 'stack', stackName: await stackOfSettings(here) }
}

/** The stack meant where none is named. */
export async function stackOfSettings({ settings }: Pick<Here, 'settings'>): Promise<string> {
  return (await settings()).stackName ?? DEFAULT_STACK_NAME
}

/** `local`, `local:DIR`, `stack:NAME`, or the name of a stack. */
function inEnvironment(written = ''): Target | undefined {
  if (written === '') return undefined
  if (written === 'local') return { kind: 'local', folder: LOCAL_FOLDER }
  if (written.startsWith('local:'))
    return { kind: 'local', folder: written.slice('local:'.length) || LOCAL_FOLDER }
  return stackNamed(written.replace(/^stack:/, ''), 'ROUNDTRIP_TARGET: ')
}

function stackNamed(stackName: string, where: string): Target {
  if (STACK_NAME.test(stackName)) return { kind: 'stack', stackName }
  throw new UsageError(`${where}${shown(stackName)} cannot be a stack's name`)
}

/**
 * Whether what follows `--local` is its folder: an id has neither dot nor slash, and a file of monitors has
 * an ending that says so.
 */
export function isFolderName(next: string): boolean {
  return /^\.|[/\\]/.test(next) && !/\.(?:ya?ml|json|csv|[cm]?[jt]s)$/i.test(next)
}
