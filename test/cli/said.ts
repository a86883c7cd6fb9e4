import { check } from '../../cli/commands/check/check.ts'
import { validate } from '../../cli/commands/validate.ts'
import type { Outputs } from '../../cli/terminal/output.ts'
import { fakeClock } from '../support/fake-clock.ts'

/** What a command says within this process, where nobody looks, and its exit code. */
async function saidBy(command: (outputs: Outputs) => Promise<number>) {
  const said = { out: '', err: '' }
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => void (said[name] += text),
    isTerminal: false,
    columns: 100,
  })
  const code = await command({ out: output('out'), err: output('err') })
  return { code, ...said }
}

export function validateSays(...args: readonly string[]) {
  return validateSaysOf({}, ...args)
}

/** `validate` beside settings with these topics. */
export function validateSaysOf(topics: unknown, ...args: readonly string[]) {
  return saidBy((outputs) => validate(args, { ...outputs, topics }))
}

/** `check` with a command line that it does not get beyond: there are no servers here, and no passwords. */
export function refusedCheckSays(...args: readonly string[]) {
  const never = () => {
    throw new Error('a check was begun')
  }
  return saidBy((outputs) =>
    check(args, {
      ...outputs,
      env: {},
      clock: fakeClock(),
      ids: { token: never },
      secrets: { read: never, howToSet: never },
      mail: never,
      stop: new AbortController().signal,
    }),
  )
}
