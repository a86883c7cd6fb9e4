import type { Context } from 'aws-lambda'

import { causesOf } from './causes-of.ts'
import type { JsonLog } from './json-log.ts'

/**
 * A handler that writes what it throws, with its causes and the monitor that it was about, and lets it pass
 * on.
 */
export function logErrors<T>(
  log: JsonLog,
  handle: (event: unknown, context: Context) => Promise<T>,
  message = 'event not handled',
): (event: unknown, context: Context) => Promise<T> {
  return async (event, context) => {
    try {
      return await handle(event, context)
    } catch (error) {
      log.write('ERROR', message, { monitorId: monitorIdOf(event), error: causesOf(error).join(' < ') })
      throw error
    }
  }
}

/** The event may be anything at all: not being one of ours can be the very error. */
function monitorIdOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('monitorId' in event)) return undefined
  return typeof event.monitorId === 'string' ? event.monitorId.slice(0, 64) : undefined
}
