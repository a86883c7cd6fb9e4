import { roundtrip } from '../../../cli/roundtrip.ts'
import type { Surroundings } from '../../../cli/surroundings.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { rulesInForce } from '../../../shared/app/monitors/rules-in-force.ts'
import { settleRun } from '../../../shared/app/run/settle-run.ts'
import type { LogLine, RunResult } from '../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'
import { surroundings } from '../surroundings.ts'
import { definition } from './monitors/monitors-world.ts'

/** When the commands are typed. */
export const NOW: EpochMs = Date.parse('2026-11-24T18:00:00Z')

export const LOG: LogLine[] = [
  { atMs: 0.4, dialogue: 'smtp', side: 'note', phase: 'connect', text: 'connected to 192.0.2.1' },
  {
    atMs: 12,
    dialogue: 'smtp',
    side: 'server',
    phase: 'greeting',
    text: '220 mail.example.com \x1b[31mESMTP',
  },
  { atMs: 15.2, dialogue: 'mailbox', side: 'client', phase: 'auth', text: 'PASS [hidden]' },
]

/** A stack whose monitors have run, in memory: what the commands say of it. */
export function viewsWorld() {
  const clock = fakeClock(NOW)
  const runs = memoryStore(clock)
  const monitors = memoryMonitors()
  const publisher = { publish: () => Promise.resolve({ messageId: 'm-1' }) }
  const ports = { clock, ids: randomIds, monitors, runs, publisher, definitionSource: 'table' } as const

  /** Stores a run, judges it and tells what it owes, when it ended. */
  async function ran(result: RunResult): Promise<RunResult> {
    const row = await monitors.find(result.monitorId)
    if (!row) throw new Error(`there is no monitor ${result.monitorId}`)
    clock.setWall(result.finishedAt)
    await runs.putLog(result, LOG, 30)
    await runs.putResult(result)
    await settleRun(result, true, (await rulesInForce(row, ports)).criteria, ports)
    clock.setWall(NOW)
    return result
  }

  const at = (monitorId: string, minutesAgo: number) => {
    const scheduledAt = NOW - minutesAgo * MINUTE
    return {
      monitorId,
      scheduledAt,
      startedAt: scheduledAt,
      finishedAt: scheduledAt + 2000,
      location: 'eu-west-1',
    }
  }

  return {
    clock,
    runs,
    monitors,
    ports,
    async has(monitorId: string, change: object = {}) {
      await monitors.put(
        { monitorId, managedBy: 'table', revision: 1, definition: definition(monitorId, change) },
        undefined,
      )
    },
    delivered: (monitorId: string, minutesAgo: number, change: Partial<RunResult> = {}) =>
      ran(deliveredResult({ ...at(monitorId, minutesAgo), ...change })),
    lost: (monitorId: string, minutesAgo: number, change: Partial<RunResult> = {}) =>
      ran(lostResult({ ...at(monitorId, minutesAgo), ...change })),
    /** What `roundtrip` says; `columns`: to a person at a terminal as wide as that. */
    async says(
      line: readonly string[],
      { columns, ...change }: Partial<Surroundings> & { columns?: number } = {},
    ) {
      const out = { isTerminal: columns !== undefined, columns: columns ?? 100 }
      const { said, surroundings: made } = surroundings({
        clock,
        machineZone: () => 'UTC',
        settings: () => Promise.resolve({ stackName: 'Roundtrip' }),
        open: () =>
          Promise.resolve({
            monitors,
            runs,
            source: 'table',
            place: 'stack Roundtrip in eu-west-1',
            close: () => Promise.resolve(),
          }),
        ...change,
      })
      Object.assign(made.out, out)
      const code = await roundtrip(line, made)
      return { code, ...said }
    },
  }
}
