import type { EnvironmentOf } from '../../functions/contract.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import type { Bundle, Bundles } from './bundles.ts'
import { type Row, shown, spread, table } from './figures.ts'
import type { ImportTime } from './subjects/import-time.ts'

const PROCESSES = 15

/** The probe refuses to load without its settings. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  ROUNDTRIP_MONITORS_TABLE: 'monitors',
  ROUNDTRIP_RESULTS_TABLE: 'results',
  ROUNDTRIP_TOPIC_ARNS: '{}',
  ROUNDTRIP_STACK_NAME: 'Roundtrip',
  ROUNDTRIP_LOCATION: 'eu-west-1',
  ROUNDTRIP_ALERT_CAP: '10',
  ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
  ROUNDTRIP_PAGE_URL: '',
  ROUNDTRIP_WORDING: '{}',
  ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
  ROUNDTRIP_SENDER_ADDRESS: '',
} satisfies EnvironmentOf<'probe'> & { AWS_REGION: string }

/**
 * Octets of the probe function and ms until it is loaded, each time in a new process, beside a handler that
 * does nothing.
 */
export async function coldImport({ probe, empty, subject }: Bundles): Promise<string> {
  const load = ({ file }: Bundle) =>
    inFreshProcess<ImportTime>(subject('import-time'), file, { env: ENVIRONMENT })
  const times = { probe: [] as ImportTime[], empty: [] as ImportTime[] }
  // The disk's part is not ours: the first reads the file into the system's cache.
  await load(probe)
  for (let process = 0; process < PROCESSES; process += 1) {
    times.empty.push(await load(empty))
    times.probe.push(await load(probe))
  }
  const row = (name: string, { octets }: Bundle, taken: readonly ImportTime[]): Row => [
    name,
    String(octets),
    shown(spread(taken.map(({ wallMs }) => wallMs))),
    shown(spread(taken.map(({ cpuMs }) => cpuMs))),
  ]
  return table(
    ['', 'bundle, octets', 'cold import, ms', 'of which CPU, ms'],
    [row('empty handler', empty, times.empty), row('probe function', probe, times.probe)],
  )
}
