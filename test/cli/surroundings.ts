import type { Surroundings } from '../../cli/surroundings.ts'
import { settings } from '../../cdk/settings.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { DEFAULT_STACK_NAME } from '../../shared/core/aws/secret-names.ts'

/** The stack of this checkout. */
export const STACK = settings.stackName ?? DEFAULT_STACK_NAME

const never = (): never => {
  throw new Error('nobody was to be asked')
}

/**
 * Surroundings in which nobody looks and nobody can be asked, but for what `change` has; and what is said in
 * them.
 */
export function surroundings(change: Partial<Surroundings> = {}) {
  const said = { out: '', err: '' }
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => void (said[name] += text),
    isTerminal: false,
    columns: 100,
  })
  const made: Surroundings = {
    out: output('out'),
    err: output('err'),
    clock: systemClock,
    ids: randomIds,
    env: {},
    settings: () => Promise.resolve(settings),
    authorities: never,
    machineZone: () => 'Europe/Berlin',
    stopped: () => new Promise(() => undefined),
    secrets: never,
    tokens: never,
    userLogins: never,
    mail: never,
    open: never,
    secretWriter: never,
    storedSecrets: never,
    storedList: never,
    localSecrets: never,
    readSecret: never,
    readInput: never,
    edit: never,
    ...change,
  }
  return { said, surroundings: made }
}
