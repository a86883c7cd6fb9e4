import { type RunView, run } from '../../../app/history/views/run.ts'
import type { HttpHome } from '../../home.ts'
import { Problem } from '../../problem.ts'
import { noMonitor } from '../monitors/row-of.ts'

/** The run with what stands around it; throws `Problem` where there is none, or none with a result. */
export async function foundRun(
  { monitorId, run: written }: { monitorId: string; run: string },
  { ports }: Pick<HttpHome, 'ports'>,
): Promise<RunView> {
  const answer = await run(`${monitorId}/${written}`, ports)
  switch (answer.kind) {
    case 'run':
      return answer.view
    case 'unclear':
      throw new Problem('not-found', { detail: answer.message })
    case 'no-monitor':
      throw noMonitor(monitorId)
    case 'no-run':
      throw new Problem('not-found', {
        detail: answer.underWay
          ? `this run of ${monitorId} has no result yet`
          : `${monitorId} has no such run`,
      })
    default:
      return answer satisfies never
  }
}
