import { type RunView, run } from '../../shared/app/history/views/run.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from '../arguments/usage-error.ts'
import { CannotDo } from './cannot-do.ts'
import { noMonitor } from './refusals.ts'
import type { Viewing } from './on-view.ts'

/** The run that the reference names; throws `UsageError` or `CannotDo` where there is none such. */
export async function findRun(reference: string, { ports, opened, zone }: Viewing): Promise<RunView> {
  const answer = await run(reference, ports, { zone })
  switch (answer.kind) {
    case 'run':
      return answer.view
    case 'unclear':
      throw new UsageError(answer.message)
    case 'no-monitor':
      throw await noMonitor(answer.monitorId, opened)
    case 'no-run':
      throw new CannotDo(
        answer.underWay
          ? `this run of ${answer.monitorId} is in progress: it has no result yet`
          : `there is no run ${shown(reference)}: "roundtrip runs ${answer.monitorId}" lists them`,
      )
    default:
      return answer satisfies never
  }
}
