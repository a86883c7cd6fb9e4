import { evaluate } from '../core/evaluate.ts'
import type { AlertPolicy } from '../core/monitor.ts'
import type { RunPorts } from './run-ports.ts'
import { updateState } from './state-update.ts'

/**
 * Step 4, second half: judges every stored result of the location that is not judged yet, in order of scheduled time. A
 * result that was stored after a later one of its location had been judged is history, not news: it changes no state.
 */
export async function judgeResults(
  monitorId: string,
  location: string,
  policies: readonly AlertPolicy[],
  { runs }: Pick<RunPorts, 'runs'>,
): Promise<void> {
  await updateState(monitorId, runs, async (state) => {
    const unjudged = await runs.resultsAfter(monitorId, location, state.judged[location])
    return unjudged.length > 0 ? evaluate(state, unjudged, policies) : undefined
  })
}
