import {
  CLEAR_LOGINS,
  type UpgradePorts,
  keptName,
  makeUpgrade,
} from '../shared/app/monitors/make-upgrade.ts'
import { type WrittenDefinition, keptSides, plain } from '../shared/app/monitors/sync-monitors.ts'
import { allowingClear } from '../shared/core/definition/clear-logins.ts'
import type { ConsoleReport } from './console/console-report.ts'

type Ports = Pick<UpgradePorts, 'monitors' | 'runs'>

/** Before rows are read: those of an earlier version may mean something else to this one. */
export async function upgradeRows(ports: Ports, report: Pick<ConsoleReport, 'note'>): Promise<void> {
  const made = await makeUpgrade({ ...ports, source: 'file' })
  for (const { told } of made) if (told !== undefined) report.note(told)
}

/** The file as it holds here: with what an upgrade wrote into a row of which the file still says nothing. */
export async function asKept(
  written: readonly WrittenDefinition[],
  { monitors, runs }: Ports,
): Promise<readonly WrittenDefinition[]> {
  const kept = (await runs.findStep(CLEAR_LOGINS))?.kept ?? []
  const rows = new Map((await monitors.list()).map((row) => [row.monitorId, row]))
  return written.map((definition) => {
    const { monitorId } = definition
    const sides = keptSides(definition, rows.get(monitorId)).filter((side) =>
      kept.includes(keptName(monitorId, side)),
    )
    return sides.length === 0 ? definition : { ...allowingClear(plain(definition), sides), monitorId }
  })
}
