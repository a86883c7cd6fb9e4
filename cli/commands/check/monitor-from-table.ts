import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { targetOf } from '../../arguments/target-flags.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { sourceIn } from '../../opened/opened.ts'
import { rowOf } from '../../opened/refusals.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { CheckFlags } from './check-flags.ts'
import { withTimeout } from './monitor-words.ts'

/** The monitor of a deployed stack or a local mode, whoever defines it. Throws `CannotDo` where it cannot be run. */
export async function monitorFromTable(
  monitorId: string,
  flags: CheckFlags,
  surroundings: Pick<Surroundings, 'env' | 'open' | 'needs' | 'settings'>,
): Promise<{ ok: true; monitor: Monitor }> {
  const target = await targetOf(flags, surroundings)
  return withOpened(target, 'there', surroundings, async (opened) => {
    const row = await rowOf(monitorId, opened)
    const parsed = parseMonitor(withTimeout(row.definition, flags.timeout), sourceIn(opened, row))
    if (!parsed.ok)
      throw new CannotDo(`${monitorId} has mistakes in ${opened.place}`, {
        details: parsed.problems.map(({ path, message }) => `${path}: ${message}`),
      })
    const { monitor } = parsed
    if (monitor.smtp) return { ok: true, monitor }
    throw new CannotDo(
      `${monitorId} names no smtp.server, and a check has no built-in sender: add one to it, or describe the monitor with options, as --smtp SERVER (roundtrip check --help)`,
    )
  })
}
