import { allowingClear, sidesLeftOpen } from '../../../shared/core/definition/clear-logins.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import type { ImportPlan } from '../../../shared/app/monitors/import-monitors.ts'
import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import { type WrittenDefinition, plain } from '../../../shared/app/monitors/sync-monitors.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

/**
 * Monitors of a plan that would be written with a login of which nobody has said whether it needs TLS; of
 * those that it leaves as they are, the ones that are among `standing` too.
 */
export function leftOpen(
  { added, updated, unchanged }: ImportPlan,
  { source }: Pick<Opened, 'source'>,
  standing: readonly MonitorRow[] = [],
): string[] {
  const left = standing.filter(({ monitorId }) => unchanged.includes(monitorId))
  const written = [...added, ...updated].map(({ row }) => row)
  return [...written, ...left].flatMap(({ monitorId, definition }) => {
    const parsed = parseMonitor(definition, source)
    return parsed.ok && sidesLeftOpen(parsed.monitor).length > 0 ? [monitorId] : []
  })
}

/**
 * Whether these may say their password in the clear: as the switch says; asked once on a terminal; else not,
 * which a line tells.
 */
export async function mayBeClear(
  monitorIds: readonly string[],
  allowClear: boolean,
  { ask, err }: Pick<Surroundings, 'ask' | 'err'>,
): Promise<boolean> {
  if (allowClear || monitorIds.length === 0) return allowClear
  const who = firstOf(monitorIds)
  if (!ask) {
    err.write(
      `${who}: a login is made only under TLS, since the definition does not mention it; --allow-clear allows the password to be sent without TLS\n`,
    )
    return false
  }
  const answer = await ask(
    `The definition does not set tls for the login of ${who}.\n` +
      'If the server offers no TLS, may the password be sent without it? It can then be read on the network. (y/N) ',
  )
  return /^y(?:es)?$/i.test(answer.trim())
}

/** The definitions with `tls: "opportunistic"` wherever these leave it open. */
export function withClear(
  definitions: readonly WrittenDefinition[],
  monitorIds: readonly string[],
  { source }: Pick<Opened, 'source'>,
): WrittenDefinition[] {
  return definitions.map((written) => {
    const parsed = parseMonitor(written, source)
    if (!parsed.ok || !monitorIds.includes(written.monitorId)) return written
    return { ...allowingClear(plain(written), sidesLeftOpen(parsed.monitor)), monitorId: written.monitorId }
  })
}
