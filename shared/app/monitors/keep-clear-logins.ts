import type { DefinitionSource } from '../../core/definition/monitor.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import { allowingClear, sidesLeftOpen } from '../../core/definition/clear-logins.ts'
import { tellsNoOther } from '../../core/definition/told-servers.ts'
import type { RunResult } from '../../core/run/run.ts'
import type { Side } from '../../core/time/phases.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import type { AcceptedDefinitionStore } from '../ports/stores/accepted-definitions.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import { retryOnConflict } from '../store/change-stored.ts'

/** Rows looked at at once. */
const AT_ONCE = 8
/** Newest runs that delivered which are looked at. */
const MOST_RUNS = 10

type Fields = Readonly<Record<string, unknown>>

export interface KeepingPorts {
  monitors: MonitorStore
  runs: Pick<ResultStore, 'latestDelivered'> & Pick<AcceptedDefinitionStore, 'findAccepted' | 'putAccepted'>
  /** What definitions may hold here. */
  source: DefinitionSource
}

/** A row that was written, with the sides that go on in the clear. */
export interface KeptClear extends Pick<MonitorRow, 'monitorId' | 'managedBy'> {
  sides: readonly Side[]
}

/**
 * Writes `tls: "opportunistic"` into rows that say nothing of TLS, log in, and delivered without it: from
 * this version on they would say no password in the clear. A row with mistakes runs by what was accepted of
 * it, so that is written too. Throws what the stores throw; it may be repeated.
 */
export async function keepClearLogins({ monitors, runs, source }: KeepingPorts): Promise<KeptClear[]> {
  const written: KeptClear[] = []
  const failures = await inParallel(await monitors.list(), AT_ONCE, async (row) => {
    const runsBy = leftOpen(row.definition) ? row.definition : await acceptedOf(row.monitorId)
    const sides = await sidesInClear(row.monitorId, runsBy)
    if (sides.length > 0 && (await write(row.monitorId, runsBy, sides))) {
      written.push({ monitorId: row.monitorId, managedBy: row.managedBy, sides })
    }
  })
  const [failed] = failures
  if (failed)
    throw new Error(`the row of monitor ${failed[0].monitorId} was not upgraded`, { cause: failed[1] })
  return written.sort((a, b) => (a.monitorId < b.monitorId ? -1 : 1))

  async function acceptedOf(monitorId: string): Promise<Fields> {
    return (await runs.findAccepted(monitorId))?.definition ?? {}
  }

  async function sidesInClear(monitorId: string, runsBy: Fields): Promise<Side[]> {
    const open = leftOpen(runsBy) ?? []
    if (open.length === 0) return []
    const delivered = await runs.latestDelivered(monitorId, MOST_RUNS)
    return open.filter((side) => wasInClear(side, delivered))
  }

  /** `undefined` where it has mistakes. */
  function leftOpen(definition: Fields): Side[] | undefined {
    const parsed = parseMonitor(definition, source)
    return parsed.ok ? sidesLeftOpen(parsed.monitor) : undefined
  }

  /** Only of sides whose server is the one that it runs by: what is written there has delivered nothing yet. */
  async function write(monitorId: string, runsBy: Fields, sides: readonly Side[]): Promise<boolean> {
    const allowed = (definition: Fields) =>
      allowingClear(
        definition,
        sides.filter((side) => tellsNoOther(definition[side], runsBy[side], side)),
      )
    const accepted = await runs.findAccepted(monitorId)
    if (accepted && leftOpen(accepted.definition)?.some((side) => sides.includes(side))) {
      await runs.putAccepted(monitorId, { ...accepted, definition: allowed(accepted.definition) })
    }
    const done = await retryOnConflict(async () => {
      const row = await monitors.find(monitorId)
      if (!row) return 'gone'
      const definition = allowed(row.definition)
      const next = { ...row, revision: row.revision + 1, definition }
      return (await monitors.put(next, row)) ? 'written' : undefined
    })
    if (done === undefined) throw new Error('somebody else keeps writing it')
    return done === 'written'
  }
}

/**
 * By the runs that show the login: one that was taken over knows nothing of its first half. Where one of them
 * was under TLS, somebody may have taken it away since.
 */
function wasInClear(side: Side, delivered: readonly RunResult[]): boolean {
  const telling = delivered.filter(({ phases }) => phases[side].auth !== undefined)
  return telling.length > 0 && telling.every(({ phases }) => phases[side].tls === undefined)
}
