import {
  AliasNotFoundError,
  ArgumentParseError,
  EnumValidationError,
  FlagNotFoundError,
  InvalidNegatedFlagSyntaxError,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
} from '@stricli/core'

import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shown, shownName } from '../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { inWords } from '../../shared/core/run/schemes.ts'
import type { RoundtripCommand, Routed } from './command.ts'
import { HINTS, meant } from './hints.ts'
import { type Route, namesIn, pathsOf } from './route.ts'
import { optionName } from './parameters.ts'

/** Where a command is expected and this is none. */
export function noCommand(input: string, { path, target }: Route): string {
  if (input.startsWith('-')) return noCommandBefore(input, target, path)
  const hint = HINTS[[...path, input].join(' ')]
  const within = pathsOf(target, input)
  const near = within.length > 0 ? inWords(within, 'or') : nearestName(input, namesIn(target))
  const more = hint ?? (near === undefined ? undefined : meant(near))
  return ['there is no command ' + shown(input), ...(more === undefined ? [] : [more])].join('; ')
}

/** An option stands where a command of the group should. */
function noCommandBefore(option: string, target: Routed, path: readonly string[]): string {
  if (path.length === 0) return 'options come after the command'
  const [name = ''] = option.split('=')
  return `a command is missing before --${shownName(name.replace(/^-+/, ''))}: ${inWords(namesIn(target), 'or')}`
}

/**
 * What stricli did not understand in the line of this command, in one sentence. Where a value may be a
 * password, it is not repeated. Throws what is no mistake of the line.
 */
export function mistakeWords(error: unknown, command: RoundtripCommand): string {
  if (error instanceof FlagNotFoundError) return noOption(error.input, command)
  if (error instanceof AliasNotFoundError) return NO_SUCH_OPTION
  if (error instanceof UnsatisfiedFlagError) return `--${error.externalFlagName} needs a value`
  if (error instanceof UnexpectedFlagError) return `--${error.externalFlagName} is given twice`
  if (error instanceof EnumValidationError) return noChoice(error)
  if (error instanceof UnexpectedPositionalError) return `expected ${expected(command)} and nothing else`
  if (error instanceof UnsatisfiedPositionalError) return `expected ${expected(command)}`
  if (error instanceof InvalidNegatedFlagSyntaxError) return `--${error.externalFlagName} takes no value`
  if (error instanceof ArgumentParseError) return notReadable(error)
  throw error
}

const NO_SUCH_OPTION =
  'unknown option (not shown: it may be a password); -h is the only one with a single hyphen'

function noOption(name: string, { parameters, passwordAdvice }: RoundtripCommand): string {
  if (/pass|pwd/i.test(name)) {
    const advice = passwordAdvice?.(name) ?? 'none is needed here'
    return (
      `--${shownName(name)}: a password on the command line is visible to everybody on this machine and kept in the ` +
      `shell's history; ${advice}`
    )
  }
  if (name === 'help') return '--help takes no value'
  const known = [...Object.keys(parameters.flags ?? {}).map(optionName), 'help']
  const near = nearestName(name, known)
  return `there is no option --${shownName(name)}${near === undefined ? '' : `; ${meant(`--${near}`)}`}`
}

function noChoice({ externalFlagName, values, input }: EnumValidationError): string {
  const last = values.at(-1) ?? ''
  return `--${externalFlagName}: expected ${values.slice(0, -1).join(', ')} or ${last}, got ${shown(input)}`
}

function notReadable({ externalFlagNameOrPlaceholder: name, exception }: ArgumentParseError): string {
  // Arguments have names in capitals. What stricli's own parsers throw repeats the value; they read switches.
  const option = /^[a-z]/.test(name) ? `--${name}` : name
  return exception instanceof UsageError ? `${option}: ${exception.message}` : `${option} takes no value`
}

/** As `MONITOR (the id of a monitor)`. */
function expected({ parameters: { positional } }: RoundtripCommand): string {
  if (positional === undefined) return 'options'
  const all = positional.kind === 'array' ? [positional.parameter] : positional.parameters
  return all.map(({ placeholder = '', brief }) => `${placeholder} (${brief})`).join(', ')
}
