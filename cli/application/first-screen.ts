import { wrapped } from '../terminal/wrapped.ts'
import type { Routed } from './command.ts'
import { columnsOf, leftOf } from './help.ts'

/** Commands by what they are for, in the order in which they are shown. */
export type Groups = Readonly<Record<string, Readonly<Record<string, Routed>>>>

/** What `roundtrip` says alone: every command in one line. */
export function firstScreen(groups: Groups, columns: number): string {
  const left = leftOf(Object.values(groups).flatMap((commands) => Object.keys(commands)))
  const rows = Object.entries(groups).flatMap(([title, commands]) => {
    const inRows = Object.entries(commands).map(([name, target]) => [name, inShort(target)] as const)
    return ['', title, ...columnsOf(inRows, columns, left)]
  })
  const closing = CLOSING.flatMap((text) => wrapped(text, columns))
  return ['Usage: roundtrip COMMAND', ...rows, '', ...closing, ''].join('\n')
}

function inShort(target: Routed): string {
  if ('parameters' in target) return target.brief
  const names = target.getAllEntries().map(({ name }) => name.original)
  return `${target.brief}: ${names.join(', ')}`
}

const CLOSING = [
  '"roundtrip help COMMAND" explains a command; "roundtrip --version" shows the version.',
  'Commands use a deployed stack (--stack NAME) or local mode (--local [DIR]). Without either, ROUNDTRIP_TARGET selects one (local, local:DIR or stack:NAME); without it, the stack of cdk/settings.ts is used.',
  'The AWS account and Region come from the environment: AWS_PROFILE, AWS_REGION and so on.',
]
