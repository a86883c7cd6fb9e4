import { awaitDeliveries } from '../../../shared/app/deliveries/await-deliveries.ts'
import type { Delivery } from '../../../shared/core/judging/delivery.ts'
import type { MonitorAlert } from '../../../shared/core/judging/state.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

/**
 * On one machine: says of test alerts that were published whom they reached; answers whether each destination
 * was. A stack's subscribers are told by AWS, of which nothing is known here.
 */
export async function sayWhomItReached(
  alerts: readonly MonitorAlert[],
  { deliveries }: Pick<Opened, 'deliveries'>,
  { out, err, clock }: Pick<Surroundings, 'out' | 'err' | 'clock'>,
): Promise<boolean> {
  if (!deliveries) return true
  const reached: boolean[] = []
  for (const { alertId, topic } of alerts) {
    const found = await awaitDeliveries(alertId, { clock, deliveries })
    if (found.length === 0)
      out.write(
        `topic ${topic} has no destination on this machine: npm start has shown it, and nobody else was told\n`,
      )
    for (const one of found) {
      if (one.deliveredAt === undefined) err.write(`roundtrip: ${failure(one)}\n`)
      else out.write(`reached ${one.destination}: alert ${alertId} to topic ${topic}\n`)
    }
    reached.push(...found.map(({ deliveredAt }) => deliveredAt !== undefined))
  }
  return reached.every(Boolean)
}

function failure({ alertId, destination, problem, abandonedAt }: Delivery): string {
  const why = abandonedAt === undefined ? 'it is still being tried' : (problem ?? 'it was given up')
  return `alert ${alertId} did not reach ${destination}: ${why}`
}
