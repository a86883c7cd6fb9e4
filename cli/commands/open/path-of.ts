import { meantRunId } from '../../../shared/app/history/views/find-run.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { parseRunRef } from '../../../shared/core/run/run-ref.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import type { Opened } from '../../opened/opened.ts'
import { rowOf } from '../../opened/refusals.ts'

/** `/m/shop` or `/m/shop/r/RUN`; throws `UsageError` or `CannotDo` where there is none such. */
export async function pathOf(
  reference: string,
  opened: Opened,
  { ports, zone }: { ports: ViewPorts; zone: string },
): Promise<string> {
  const parsed = parseRunRef(reference)
  if (!parsed.ok) throw new UsageError(parsed.mistake)
  const { ref } = parsed
  const page = `/m/${ref.monitorId}`
  if (ref.kind === 'last') {
    await rowOf(ref.monitorId, opened)
    return page
  }
  const runId = await meantRunId(ref, ports, { zone })
  if (runId !== undefined) return `${page}/r/${runId}`
  throw new CannotDo(
    `there is no run ${shown(reference)}: "roundtrip runs ${ref.monitorId}" lists those there are`,
  )
}
