/** Whose monitors and alerts a command speaks of. */
export type Target = { kind: 'stack'; stackName: string } | { kind: 'local'; folder: string }

/** As a message names it before it was opened. */
export function placeOf(target: Target): string {
  return target.kind === 'stack' ? `stack ${target.stackName}` : `local mode in ${target.folder}`
}
