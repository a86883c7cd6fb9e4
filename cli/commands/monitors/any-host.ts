import { inParallel } from '../../../shared/app/concurrency/in-parallel.ts'
import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import type { Opened } from '../../opened/opened.ts'

/** One result is read of each monitor; a fleet's are not all asked for at once. */
const AT_ONCE = 16

/**
 * Of these rows of a stack the ids of those whose last run found a password without hosts. What cannot be
 * read is not marked: the list itself says more.
 */
export async function saidToAnyHost(
  rows: readonly MonitorRow[],
  { runs, source }: Pick<Opened, 'runs' | 'source'>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  if (source !== 'table') return found
  await inParallel(rows, AT_ONCE, async ({ monitorId }) => {
    const result = await runs.newestResult(monitorId)
    if (result?.warnings.includes('secret-for-any-host')) found.add(monitorId)
  })
  return found
}
