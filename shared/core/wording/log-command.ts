import { DEFAULT_STACK_NAME } from '../aws/secret-names.ts'

/** The options by which a command reaches a deployed stack; none where it looks there anyway. */
export function stackOptions(stackName: string): string {
  return stackName === DEFAULT_STACK_NAME ? '' : `--stack ${stackName}`
}

/** The options by which a command reaches the local mode that keeps its data in this folder. */
export function localOptions(folder: string): string {
  return folder === '.data' ? '--local' : `--local=${inShell(folder)}`
}

/** What shows the diagnostic log of a run named as `MONITOR/RUN`, to be typed as it stands, on one line. */
export function logCommand(run: string, options = ''): string {
  return ['npx roundtrip log', run, options].join(' ').trimEnd()
}

function inShell(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
