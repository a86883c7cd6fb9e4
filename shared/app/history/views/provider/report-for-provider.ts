import {
  type ProviderReport,
  providerReport,
} from '../../../../core/history/views/provider/provider-report.ts'
import type { LogLine } from '../../../../core/run/run.ts'
import { type AroundPorts, logOf } from '../around-run.ts'
import type { RunView } from '../run.ts'

/** What to send to a mail provider about this run; reads the log of the last good one, if there is one. */
export async function reportForProvider(
  view: RunView,
  log: readonly LogLine[],
  options: { mask: boolean },
  ports: AroundPorts,
): Promise<ProviderReport> {
  const { run, server, mailEvents, lastGood } = view
  const good = lastGood && (await logOf(lastGood.run, ports))
  return providerReport(
    {
      run,
      log,
      ...(server !== undefined && { server }),
      ...(mailEvents && { mailEvents }),
      ...(lastGood && {
        lastGood: { run: lastGood.run, log: good?.kind === 'kept' ? good.lines : undefined },
      }),
    },
    options,
  )
}
