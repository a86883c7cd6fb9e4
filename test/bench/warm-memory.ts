import { inFreshProcess } from '../support/processes/fresh-process.ts'
import type { Resident } from '../support/processes/process-report.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import type { Bundles } from './bundles.ts'
import { cloud } from './cloud.ts'
import { table } from './figures.ts'
import type { WarmRuns } from './subjects/warm-function.ts'

const RUNS = 5000
const EACH = 1000
const LANES = 10

/** What one process of the probe function holds as its runs become many; Linux only. */
export async function warmMemory({ subject, probe }: Bundles): Promise<string> {
  const servers = await fastMail()
  const aws = await cloud(servers, RUNS)
  try {
    const plan: WarmRuns = {
      bundle: probe.file,
      monitorIds: aws.monitorIds,
      lanes: LANES,
      measureEach: EACH,
    }
    const resident = await inFreshProcess<Resident[]>(subject('warm-function'), plan, { env: aws.env })
    const rows = resident.map(({ anonymous, fileBacked, heap }, index) => [
      String((index + 1) * EACH),
      anonymous.toFixed(1),
      fileBacked.toFixed(1),
      heap.toFixed(0),
    ])
    return table(['runs of one process', 'anonymous, MB', 'file-backed, MB', "V8's heap of it, MB"], rows)
  } finally {
    await aws.close()
    await servers.close()
  }
}
