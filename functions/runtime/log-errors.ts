import type { MiddlewareObj } from '@middy/core'

import { causesOf } from './causes-of.ts'
import type { JsonLog } from './json-log.ts'

/** Middleware that writes what a handler throws, with its causes and the monitor that it was about, and lets it pass on. */
export function logErrors(log: JsonLog, message = 'event not handled'): MiddlewareObj {
  return {
    onError({ error, event }) {
      log.write('ERROR', message, {
        monitorId: monitorIdOf(event),
        error: causesOf(error).join(' < '),
      })
    },
  }
}

/** The event may be anything at all: not being one of ours can be the very error. */
function monitorIdOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('monitorId' in event)) return undefined
  return typeof event.monitorId === 'string' ? event.monitorId.slice(0, 64) : undefined
}
