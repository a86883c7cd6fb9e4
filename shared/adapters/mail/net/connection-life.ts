import type { Socket } from 'node:net'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { Evidence } from '../../../core/run/evidence.ts'
import { quotation } from '../quotation.ts'
import { errnoOf } from './errno.ts'

/** What stopped a session or a step of it, before it is evidence. */
export interface Failure extends Omit<Evidence, 'side' | 'phase' | 'text'> {
  /** The server's own, as they came. */
  words?: string | undefined
  cause?: unknown
}

/** What a protocol does while its connection lives, and when it ends. */
export interface LineProtocol {
  hear: (chunk: Buffer) => void
  /** The command that has no answer yet: the ending is told with it. */
  waitingFor?: () => string | undefined
  /** Logs the ending and closes the socket. `seen`: what the socket told; absent where we end it. */
  ended: (failure: Failure, socket: Socket, seen?: string) => void
}

/** One connection of a protocol that speaks in lines. The first ending counts, later ones are absorbed. */
export interface ConnectionLife {
  /** How it ended. */
  readonly failure: Failure | undefined
  /** What it speaks over. */
  readonly socket: Socket | undefined
  attach(socket: Socket): void
  /** Gives the socket back, for TLS to be laid over it. After the ending it throws that, as of `command`. */
  detach(command?: string): Socket
  /** Ends it: what waits in `untilEnded`, and every later call of that, rejects with this failure. */
  end(failure: Failure): void
  /** Rejects with the ending as a `ProbeError`, as of `command` where given; begins nothing after it. */
  untilEnded<T>(
    begin: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
    command?: string,
  ): Promise<T>
  /** Runs `work`; the signal ends the connection meanwhile. Throws `TypeError` while other work runs. */
  within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

export function connectionLife(dialogue: Dialogue, protocol: LineProtocol): ConnectionLife {
  let socket: Socket | undefined
  let failure: Failure | undefined
  let stopWaiting: ((why: Failure) => void) | undefined
  let isBusy = false

  function end(why: Failure, seen?: string): void {
    if (failure) return
    const command = protocol.waitingFor?.()
    failure = command ? { command, ...why } : why
    if (socket) protocol.ended(failure, socket, seen)
    stopWaiting?.(failure)
  }

  const onClose = () => end({ kind: 'connection-lost' }, 'the server closed the connection')
  const onError = (cause: Error) => {
    const errno = errnoOf(cause)
    const kind = errno?.startsWith('ERR_SSL_') ? 'tls' : 'connection-lost'
    const seen = `the connection broke: ${errno ?? cause.message}`
    end({ kind, ...(errno !== undefined && { errno }), cause }, seen)
  }

  function endingAt(command: string | undefined, why: Failure): ProbeError {
    return errorOf(command ? { ...why, command } : why, dialogue)
  }

  return {
    get failure() {
      return failure
    },
    get socket() {
      return socket
    },
    attach(given) {
      socket = given
      socket.on('data', protocol.hear).on('end', onClose).on('close', onClose).on('error', onError)
      if (socket.destroyed) onClose()
    },
    detach(command) {
      if (!socket || failure) throw endingAt(command, failure ?? { kind: 'connection-lost' })
      const given = socket
      socket = undefined
      given.pause()
      return given.off('data', protocol.hear).off('end', onClose).off('close', onClose).off('error', onError)
    },
    end: (why) => end(why),
    untilEnded(begin, command) {
      return new Promise((resolve, reject) => {
        stopWaiting = (why) => reject(endingAt(command, why))
        if (failure) stopWaiting(failure)
        else begin(resolve, reject)
      })
    },
    async within(signal, work) {
      if (isBusy) throw new TypeError('a connection does one thing at a time')
      const abort = () => end({ kind: 'deadline', cause: signal.reason })
      if (signal.aborted) abort()
      signal.addEventListener('abort', abort, { once: true })
      isBusy = true
      try {
        return await work()
      } finally {
        isBusy = false
        signal.removeEventListener('abort', abort)
      }
    },
  }
}

/** The failure as evidence of the phase under way. */
export function errorOf({ words, cause, command, ...what }: Failure, dialogue: Dialogue): ProbeError {
  const { side, phase } = dialogue
  const text = words && quotation(words, dialogue)
  return new ProbeError({ side, phase, ...(command && { command }), ...what, ...(text && { text }) }, cause)
}
