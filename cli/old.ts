import { tameLine } from '../shared/core/redaction/tame.ts'
import { UsageError } from './arguments/usage-error.ts'
import { check } from './commands/check/check.ts'
import type { Surroundings } from './surroundings.ts'

export const isOld = ([first = '']: readonly string[]) => ['check'].includes(first)

export async function old([first, ...args]: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    switch (first!) {
      case 'check': {
        const stop = new AbortController()
        void surroundings.stopped().then(() => stop.abort('stopped'))
        return await check(args, { ...surroundings, stop: stop.signal })
      }
      default:
        return 2
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    surroundings.err.write(`roundtrip: ${tameLine(error.message, Infinity)} (${error.help})\n`)
    return 2
  }
}
