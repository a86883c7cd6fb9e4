import { alarm } from '../../shared/app/concurrency/timing.ts'
import { type DeliveryPorts, deliverAlerts } from '../../shared/app/deliveries/deliver-alerts.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'

/** What is under way when the local mode stops has this long to end. */
const LAST_TRIES: Millis = 10 * SECOND

export interface Delivering {
  /** Something may wait: a pass begins, or, while one is under way, another follows it. */
  wake(): void
  /** Resolves when no pass is under way, nor is to follow. What still waits goes out after the next start. */
  stop(): Promise<void>
}

/** One pass over the deliveries at a time. */
export function startDelivering(ports: DeliveryPorts, failed: (error: unknown) => void): Delivering {
  const stopping = new AbortController()
  let again = false
  let pass: Promise<void> | undefined

  async function run(): Promise<void> {
    while (again) {
      again = false
      await deliverAlerts(ports, stopping.signal).catch(failed)
    }
    pass = undefined
  }

  return {
    wake() {
      again = !stopping.signal.aborted
      pass ??= run()
    },
    async stop() {
      const { signal, disarm } = alarm(ports.clock, LAST_TRIES, new Error('stopped'))
      signal.addEventListener('abort', () => stopping.abort(signal.reason), { once: true })
      await pass
      disarm()
      stopping.abort()
    },
  }
}
