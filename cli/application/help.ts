import type { RouteMap } from '@stricli/core'

import { hanging, wrapped } from '../terminal/wrapped.ts'
import type { Context, Routed, RoundtripCommand } from './command.ts'
import { optionName } from './parameters.ts'

/** Widest left column: what is longer has a line of its own. */
const MOST_LEFT = 26

const USUAL_EXIT_CODES = '0 done, 1 failed or refused, 2 usage error, 130 Ctrl-C'

const HELP_OPTION = ['--help', 'this text'] as const

/** The help of a command or of a group of commands, by its path as `roundtrip monitors add`. */
export function helpText(target: Routed, path: readonly string[], columns: number): string {
  const said =
    'parameters' in target ? ofCommand(target, path.join(' '), columns) : ofGroup(target, path, columns)
  return `${said.join('\n')}\n`
}

function ofCommand(command: RoundtripCommand, path: string, columns: number): string[] {
  const { brief, usage, details = [], exitCodes = USUAL_EXIT_CODES, parameters } = command
  const args = argumentsOf(command)
  const forms = usage ?? [`${args.map(([name]) => name).join(' ')} [options]`.trimStart()]
  const shown = Object.entries(parameters.flags ?? {}).filter(([, { hidden }]) => hidden !== true)
  const options = shown.map(([flag, { brief, ...rest }]) => {
    const placeholder = 'placeholder' in rest ? ` ${rest.placeholder ?? ''}` : ''
    return [`--${optionName(flag)}${placeholder}`, brief] as const
  })
  return [
    ...forms.flatMap((form, at) =>
      hanging(at === 0 ? 'Usage: ' : '       ', `${path} ${form}`, columns, ' '.repeat(11)),
    ),
    '',
    ...paragraphs([capital(brief), ...details], columns),
    ...columnsOf([...args, ...options, HELP_OPTION], columns),
    '',
    ...wrapped(`Exit codes: ${exitCodes}.`, columns),
  ]
}

/** Each argument as it stands in the usage, with what it is. */
function argumentsOf({ parameters: { positional } }: RoundtripCommand): (readonly [string, string])[] {
  if (positional === undefined) return []
  if (positional.kind === 'array') {
    const { parameter, minimum = 0 } = positional
    const name = `${parameter.placeholder ?? ''} …`
    return [[minimum > 0 ? name : `[${name}]`, parameter.brief]]
  }
  return positional.parameters.map(({ placeholder = '', optional, brief }) => [
    optional ? `[${placeholder}]` : placeholder,
    brief,
  ])
}

function ofGroup(target: RouteMap<Context>, path: readonly string[], columns: number): string[] {
  const rows = target.getAllEntries().map(({ name, target: { brief } }) => [name.original, brief] as const)
  return [
    `Usage: ${path.join(' ')} COMMAND`,
    '',
    ...paragraphs(
      [capital(target.brief), ...(target.fullDescription?.split('\n').filter(Boolean) ?? [])],
      columns,
    ),
    ...columnsOf(rows, columns),
    '',
    ...wrapped(`"roundtrip help ${path.slice(1).join(' ')} COMMAND" explains a command.`, columns),
  ]
}

/** Two columns, the right one wrapped. */
export function columnsOf(
  rows: readonly (readonly [string, string])[],
  columns: number,
  left = leftOf(rows.map(([name]) => name)),
): string[] {
  return rows.flatMap(([name, brief]) => {
    const indent = ' '.repeat(left + 4)
    if (name.length > left) return [`  ${name}`, ...hanging(indent, brief, columns, indent)]
    return hanging(`  ${name.padEnd(left)}  `, brief, columns, indent)
  })
}

/** The width of the left column. */
export function leftOf(names: readonly string[]): number {
  return Math.min(MOST_LEFT, Math.max(0, ...names.map((name) => name.length)))
}

export function paragraphs(texts: readonly string[], columns: number): string[] {
  return texts.flatMap((text) => [...wrapped(text, columns), ''])
}

function capital(brief: string): string {
  return `${brief.slice(0, 1).toUpperCase()}${brief.slice(1)}.`
}
