import type { EnvironmentOf } from '../../functions/contract.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import type { Bundle, Bundles } from './bundles.ts'
import { type Row, shown, spread, table } from './figures.ts'
import type { ImportTime } from './subjects/import-time.ts'

const PROCESSES = 15

/** The probe refuses to load without its settings. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  // Nobody: what a connection takes is not measured here.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  ROUNDTRIP_MONITORS_TABLE: 'monitors',
  ROUNDTRIP_RESULTS_TABLE: 'results',
  ROUNDTRIP_TOPIC_ARNS: '{}',
  ROUNDTRIP_STACK_NAME: 'Roundtrip',
  ROUNDTRIP_HOME_REGION: 'eu-west-1',
  ROUNDTRIP_LOCATIONS: '{"home":"eu-west-1","defaults":["home"]}',
  ROUNDTRIP_LOCATION: 'eu-west-1',
  ROUNDTRIP_ALERT_CAP: '10',
  ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
  ROUNDTRIP_PAGE_URL: '',
  ROUNDTRIP_WORDING: '{}',
  ROUNDTRIP_BUILT_IN_SENDER: '',
  ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
  ROUNDTRIP_SENDER_ADDRESS: '',
  ROUNDTRIP_TOKENS_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
} satisfies EnvironmentOf<'probe'> & { AWS_REGION: string; AWS_ENDPOINT_URL: string }

/**
 * Octets of the probe function and ms until it is loaded, for a monitor of either kind, each time in a new process,
 * beside a handler that does nothing.
 */
export async function coldImport({ probe, imap, empty, subject }: Bundles): Promise<string> {
  const subjects: readonly (readonly [string, readonly Bundle[]])[] = [
    ['empty handler', [empty]],
    ['probe function, POP3', [probe]],
    ['probe function, IMAP', [probe, imap]],
  ]
  const load = (files: readonly Bundle[]) =>
    inFreshProcess<ImportTime>(
      subject('import-time'),
      files.map(({ file }) => file),
      { env: ENVIRONMENT },
    )
  // The disk's part is not ours: the first reads the files into the system's cache.
  await load([probe, imap])
  const times = subjects.map(() => [] as ImportTime[])
  for (let process = 0; process < PROCESSES; process += 1) {
    for (const [index, [, files]] of subjects.entries()) times[index]?.push(await load(files))
  }
  const rows = subjects.map(([name, files], index): Row => {
    const taken = times[index] ?? []
    return [
      name,
      String(files.reduce((sum, { octets }) => sum + octets, 0)),
      shown(spread(taken.map(({ wallMs }) => wallMs))),
      shown(spread(taken.map(({ cpuMs }) => cpuMs))),
    ]
  })
  return table(['', 'octets read', 'cold import, ms', 'of which CPU, ms'], rows)
}
