import { MINUTE, SECOND } from '../../core/time/units.ts'
import { type Check, type Seen, type StackPorts, remark, problem } from './check.ts'
import { type PlacedMonitor, placedMonitors } from './placed-monitors.ts'

/** Functions of ours beside the probe that run at the same time as runs do. */
const BESIDE_RUNS = 4
/** Of a monitor with the defaults (300 s every 10 minutes), all of whose messages are lost. */
const DEFAULT_LOAD = (300 * SECOND) / (10 * MINUTE)
/** What AWS gives an account in time, of itself or on request. */
const USUAL = 1000

/**
 * A run holds one execution of Lambda until it ends; while mail is lost, that is its whole timeout. New accounts
 * have 10 in each Region in place of 1,000 (Lambda, "Quotas"; the quota is L-B99A9384).
 */
export const concurrency: Check<StackPorts> = {
  name: 'concurrency',
  of: 'the concurrency of Lambda',
  async look(ports) {
    const [placed, locations] = await Promise.all([placedMonitors(ports), ports.locations()])
    const { region } = ports.stack
    const here = new Map([[region, [ports.known.home]]])
    for (const one of locations) {
      if (!one.removed) here.set(one.region, [...(here.get(one.region) ?? []), one.name])
    }
    const seen = [...here].map(([region, names]) => lookAt(region, names, placed, ports))
    return (await Promise.all(seen)).flat()
  },
}

async function lookAt(
  region: string,
  locations: readonly string[],
  placed: readonly PlacedMonitor[],
  { account }: Pick<StackPorts, 'account'>,
): Promise<Seen[]> {
  try {
    const { limit, unreserved } = await account.concurrency(region)
    if (unreserved >= USUAL) return []
    const running = placed.flatMap((one) =>
      locations.filter((name) => one.locations.includes(name)).map(() => one),
    )
    const load = running.reduce((sum, one) => sum + loadOf(one), 0)
    const carried = Math.max(0, Math.floor((unreserved - BESIDE_RUNS) / DEFAULT_LOAD))
    const others = limit === unreserved ? '' : `, ${limit - unreserved} of them reserved for other functions`
    const seen = `Lambda runs at most ${limit} functions at once in ${region}${others}`
    const why = `a run holds one until it ends: this carries about ${carried} monitors that wait 300 seconds every 10 minutes for lost mail; ${running.length} run there`
    const isShort = load + BESIDE_RUNS > unreserved
    return [(isShort ? problem : remark)(`${seen}.`, sentence(why), requestAt(region))]
  } catch (error) {
    return [{ asked: `the concurrency of Lambda in ${region}`, error }]
  }
}

/** Executions that it holds at each of its locations, on average, while all its messages are lost. */
function loadOf({ monitor, locations }: PlacedMonitor): number {
  const { timeoutSeconds, intervalMinutes, locationMode, locationsPerRun = 1 } = monitor
  const share = locationMode === 'rotate' ? locationsPerRun / locations.length : 1
  return (share * timeoutSeconds * SECOND) / (intervalMinutes * MINUTE)
}

function requestAt(region: string): string {
  return `Request ${USUAL} (quota L-B99A9384, "Concurrent executions"): https://${region}.console.aws.amazon.com/servicequotas/home/services/lambda/quotas/L-B99A9384`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
