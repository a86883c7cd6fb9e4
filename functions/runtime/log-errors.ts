import middy from '@middy/core'
import type { Context } from 'aws-lambda'

import { causesOf } from './causes-of.ts'
import type { JsonLog } from './json-log.ts'

/**
 * A Lambda handler that writes what it throws, with its causes and the monitor that it was about, and lets it
 * pass on.
 */
export function logErrors<T>(
  log: JsonLog,
  handle: (event: unknown, context: Context) => Promise<T>,
  message = 'event not handled',
) {
  // No early answer: what was still running would wake up inside the next run. Lambda's own timeout ends the
  // process.
  return middy<unknown, T>({ timeoutEarlyInMillis: 0 })
    .onError(({ error, event }) => {
      log.write('ERROR', message, { monitorId: monitorIdOf(event), error: causesOf(error).join(' < ') })
    })
    .handler((event, context) => handle(event, context))
}

/** The event may be anything at all: not being one of ours can be the very error. */
function monitorIdOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('monitorId' in event)) return undefined
  return typeof event.monitorId === 'string' ? event.monitorId.slice(0, 64) : undefined
}
