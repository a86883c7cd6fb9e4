import { roundtrip } from '../../../../cli/roundtrip.ts'
import type { Opened } from '../../../../cli/opened/opened.ts'
import type { Surroundings } from '../../../../cli/surroundings.ts'
import type { MonitorRow, MonitorStore } from '../../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../../shared/app/ports/run-store.ts'
import type { DefinitionSource } from '../../../../shared/core/definition/monitor.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { memoryMonitors } from '../../../support/memory/memory-monitors.ts'
import { memoryStore } from '../../../support/memory/memory-store.ts'
import { surroundings } from '../../surroundings.ts'

export const NOW = Date.parse('2026-11-24T18:00:00Z')

/** A definition without mistakes, wherever it stands. */
export function definition(monitorId: string, change: object = {}): Record<string, unknown> {
  return {
    monitorId,
    emailAddress: 'probe@example.com',
    mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:shop' },
    smtp: { server: 'smtp://smtp.example.com:587' },
    ...change,
  }
}

export interface MonitorsWorld {
  store: MonitorStore
  runs: RunStore
  /** Puts a row of the table, or another, as it is. */
  put(definition: Record<string, unknown>, change?: Partial<MonitorRow>): Promise<void>
  /** The definition that stands there. */
  definitionOf(monitorId: string): Promise<Record<string, unknown> | undefined>
  /** Opens these tables. */
  open(): Promise<Opened>
  /** What the command says, and its exit code. */
  says(
    args: readonly string[],
    change?: Partial<Surroundings>,
  ): Promise<{ code: number; out: string; err: string }>
}

/**
 * `roundtrip monitors` within this process, over these stores or others in memory; of a stack with a built-in
 * sender or without.
 */
export function monitorsWorld(
  source: DefinitionSource = 'table',
  stores: Pick<Opened, 'monitors' | 'runs'> = {
    monitors: memoryMonitors(),
    runs: memoryStore(fakeClock(NOW)),
  },
  builtInSender = false,
): MonitorsWorld {
  const { monitors: store, runs } = stores
  const open = () =>
    Promise.resolve({
      ...stores,
      source,
      ...(source === 'table' && { builtInSender }),
      place: 'stack Roundtrip in eu-west-1',
      close: () => Promise.resolve(),
    })
  return {
    store,
    runs,
    open,
    async put(written, change = {}) {
      const monitorId = String(written.monitorId)
      await store.put(
        { monitorId, managedBy: 'table', revision: 1, definition: written, ...change },
        undefined,
      )
    },
    async definitionOf(monitorId) {
      const row = await store.find(monitorId)
      return row && { ...row.definition }
    },
    async says(args, change = {}) {
      const { said, surroundings: made } = surroundings({
        clock: fakeClock(NOW),
        settings: () => Promise.resolve({ stackName: 'Roundtrip' }),
        open,
        ...change,
      })
      const code = await roundtrip(['monitors', ...args], made)
      return { code, ...said }
    },
  }
}
