import { type DeliveryPorts, deliverAlerts } from '../../../shared/app/deliveries/deliver-alerts.ts'
import { queuedPublisher } from '../../../shared/app/deliveries/queued-publisher.ts'
import type { AlertDestination } from '../../../shared/app/ports/alerting.ts'
import type { Delivery } from '../../../shared/core/judging/delivery.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { memoryDeliveries } from '../memory/memory-deliveries.ts'
import { type CallPlan, type ProcessUnderTest, processUnderTest } from '../processes/process-under-test.ts'
import { type OwingWorld, owingWorld } from './owing-world.ts'

/** Topic `alerts` with these destinations; what each was told, by alert id; and how often each was tried. */
export async function deliveryWorld(names: readonly string[] = ['first', 'second', 'third']) {
  const world = await owingWorld()
  const store = memoryDeliveries()
  const told = new Map<string, string[]>(names.map((name) => [name, []]))
  const tries: string[] = []
  const ended: Delivery[] = []
  /** Why the destination takes nothing now; none: it does. */
  const broken = new Map<string, (alertId: string) => boolean>()

  const destinations = names.map((name): AlertDestination => ({
    id: name,
    name,
    tell({ alertId }) {
      tries.push(`${name} ${alertId}`)
      if (broken.get(name)?.(alertId)) return Promise.reject(new Error('away'))
      told.get(name)?.push(alertId)
      return Promise.resolve()
    },
  }))

  function processWith(plan?: CallPlan, onCall?: Parameters<typeof processUnderTest>[2]) {
    const process: ProcessUnderTest = processUnderTest(world.ports, plan, onCall)
    const deliveries = process.wrap('deliveries', store)
    const own = destinations.map((one) => process.wrap(one.name, one))
    const { clock } = process.ports
    const delivery: DeliveryPorts = {
      clock,
      deliveries,
      destinations: own,
      tried: (one) => void ended.push(one),
    }
    const publisher = process.wrap(
      'publisher',
      queuedPublisher(new Map([['alerts', own]]), { clock, deliveries }),
    )
    return {
      calls: process.calls,
      death: process.death,
      ports: { ...process.ports, publisher },
      deliver: () => deliverAlerts(delivery, new AbortController().signal),
    }
  }

  const alive = processWith()
  return {
    ...world,
    ports: alive.ports,
    store,
    told: (name: string): readonly string[] => told.get(name) ?? [],
    tries,
    ended,
    broken,
    destinations,
    processWith,
    deliver: alive.deliver,
    /** So many minutes, each with a pass of the watchdog and one over the deliveries. */
    async minutes(count: number) {
      for (let minute = 0; minute < count; minute += 1) {
        await world.clock.advance(MINUTE)
        await world.pass(alive.ports)
        await world.clock.runUntil(alive.deliver())
      }
    },
  }
}

export type DeliveryWorld = Awaited<ReturnType<typeof deliveryWorld>> & Pick<OwingWorld, 'owe'>
