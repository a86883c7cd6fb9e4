import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { Evidence } from '../../../core/run/evidence.ts'
import { quotation } from '../quotation.ts'
import { GREETING } from './commands.ts'
import { type Reply, enhancedCodeOf, wordsOf } from './reply.ts'

/** What stopped a session, before it is evidence. */
export interface Failure extends Omit<Evidence, 'side' | 'phase' | 'text'> {
  /** The server's own, as they came. */
  words?: string
  cause?: unknown
}

/** Holds how a connection ends, and lets nothing wait for it longer than that. */
export interface Life {
  readonly failure: Failure | undefined
  /** Ends it: what waits in `within`, and every later call of it, throws this. Later calls do nothing. */
  end(failure: Failure): void
  /** What `work` comes to, unless the connection ends first; ends it when the signal fires. */
  within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

/** `waitingFor`: the command that has no answer yet, to be told with every failure. */
export function connectionLife(
  dialogue: Dialogue,
  waitingFor: () => string | undefined,
  onEnd: (failure: Failure) => void,
): Life {
  let failure: Failure | undefined
  let stopWaiting: ((failure: Failure) => void) | undefined

  function end(why: Failure): void {
    if (failure) return
    const command = waitingFor()
    failure = command ? { command, ...why } : why
    onEnd(failure)
    stopWaiting?.(failure)
  }

  return {
    get failure() {
      return failure
    },
    end,
    within(signal, work) {
      return new Promise((resolve, reject) => {
        const abort = () => end({ kind: 'deadline', cause: signal.reason })
        const settle = () => {
          signal.removeEventListener('abort', abort)
          stopWaiting = undefined
        }
        if (signal.aborted) abort()
        if (failure) {
          reject(errorOf(failure, dialogue))
          return
        }
        signal.addEventListener('abort', abort, { once: true })
        stopWaiting = (why) => {
          settle()
          reject(errorOf(why, dialogue))
        }
        work().then(resolve, reject).finally(settle)
      })
    },
  }
}

/** The failure as evidence of the phase under way. */
export function errorOf({ words, cause, ...what }: Failure, dialogue: Dialogue): ProbeError {
  const { side, phase } = dialogue
  return new ProbeError({ side, phase, ...what, ...(words && { text: quotation(words, dialogue) }) }, cause)
}

export function refusalOf(command: string, reply: Reply): Failure {
  const enhancedCode = enhancedCodeOf(reply)
  return {
    kind: 'refused',
    ...(command !== GREETING && { command }),
    replyCode: reply.code,
    ...(enhancedCode !== undefined && { enhancedCode }),
    words: wordsOf(reply),
  }
}
