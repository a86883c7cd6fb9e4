import { runKeyOf } from '../../core/identity/run-key.ts'
import type { OpenRun, RunRequest } from '../../core/run/run.ts'
import type { Ids } from '../ports/clock.ts'

/** The claim of a run that nobody has tried before. */
export function newClaim(
  request: RunRequest,
  ids: Ids,
  times: Pick<OpenRun, 'startedAt' | 'deadline' | 'until'>,
): OpenRun {
  const [attempt, token] = [ids.token(), ids.token()]
  return { ...request, ...runKeyOf(request), attempt, attempts: 1, token, stage: 'claimed', ...times }
}
