import type { Context } from 'aws-lambda'

import { alarm } from '../../shared/app/concurrency/timing.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { Renewal, TokenRenewer } from '../../shared/app/ports/token-renewal.ts'
import { referenceText } from '../../shared/core/definition/fields/secret-reference.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import { parseEvent } from './parse-event.ts'

/** Kept back of Lambda's time for requests that are under way, and for storing what they bring. */
const TIME_TO_END: Millis = 60 * SECOND

export interface TokensHandlerOptions {
  renewer: TokenRenewer
  clock: Clock
  log: JsonLog
}

/**
 * The Lambda handler of the one function that redeems grants: an event asks for one token, and the answer tells
 * what came of it, without the token, which is read where it is kept. What it throws, of a store that cannot be
 * reached, is tried again by whoever asked.
 */
export function tokensHandler({ renewer, clock, log }: TokensHandlerOptions) {
  return logErrors(log, handle)

  async function handle(event: unknown, context: Context): Promise<Renewal> {
    const startMs = clock.monotonicMs()
    const { grant, wish } = parseEvent(event)
    const untilMs = context.getRemainingTimeInMillis() - TIME_TO_END
    const { signal, disarm } = alarm(clock, untilMs, new Error('the function is about to end'))
    const renewal = await renewer.renew(grant, signal, wish).finally(disarm)
    const { kind } = renewal
    const detail = detailOf(renewal)
    log.write(detail === undefined ? 'INFO' : 'ERROR', 'renewal handled', {
      grant: referenceText(grant),
      kind,
      ...(kind === 'refused' && { reason: renewal.reason }),
      ...(detail !== undefined && { detail }),
      durationMs: Math.round(clock.monotonicMs() - startMs),
    })
    return renewal
  }
}

/** Why there is no token. */
function detailOf(renewal: Renewal): string | undefined {
  switch (renewal.kind) {
    case 'kept':
      return undefined
    case 'refused':
      return renewal.detail
    case 'missing':
    case 'forbidden':
    case 'unreadable':
      return renewal.problem
    default:
      return renewal satisfies never
  }
}
