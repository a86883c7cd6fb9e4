import type { Heartbeat } from '../app/ports/alerting.ts'
import { SECOND } from '../core/time/units.ts'

/** Somebody outside who does not answer must not hold up the watchdog. */
const HEARTBEAT_TIMEOUT = 5 * SECOND

/**
 * Asks for the address by GET, as services that watch for a missing heartbeat want it. Throws unless the
 * answer is 2xx.
 */
export function httpHeartbeat(url: string): Heartbeat {
  return {
    async beat() {
      // Not the address: its last part is as good as a password.
      const answer = await fetch(url, { signal: AbortSignal.timeout(HEARTBEAT_TIMEOUT) }).catch(
        (cause: unknown) => {
          throw new Error('the heartbeat address cannot be reached', { cause })
        },
      )
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`the heartbeat address answered ${answer.status}`)
    },
  }
}
