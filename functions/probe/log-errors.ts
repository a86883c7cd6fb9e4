import type { MiddlewareObj } from '@middy/core'

import type { JsonLog } from '../json-log.ts'

/** Middleware that writes what a handler throws, with its causes and the monitor that it was about, and lets it pass on. */
export function logErrors(log: JsonLog, message = 'run not handled'): MiddlewareObj {
  return {
    onError({ error, event }) {
      log.write('ERROR', message, {
        monitorId: monitorIdOf(event),
        error: causes(error).join(' < '),
      })
    },
  }
}

/** The event may be anything at all: not being one of ours can be the very error. */
function monitorIdOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('monitorId' in event)) return undefined
  return typeof event.monitorId === 'string' ? event.monitorId.slice(0, 64) : undefined
}

function causes(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error)) return typeof error === 'string' ? [error] : []
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause]
  const below = depth < 5 ? inner.flatMap((cause) => causes(cause, depth + 1)) : []
  return [`${error.name}: ${error.message}`, ...below]
}
