import type { DefinitionSource } from '../core/monitor.ts'
import type { Millis } from '../core/units.ts'
import type {
  AlertPublisher,
  Clock,
  Ids,
  MailServers,
  MonitorStore,
  RunStore,
  SecretReader,
} from './ports.ts'

/** All that handling a run needs from outside; made once by a composition root. */
export interface RunPorts {
  clock: Clock
  ids: Ids
  secrets: SecretReader
  mail: MailServers
  runs: RunStore
  monitors: MonitorStore
  publisher: AlertPublisher
  /** What definitions may hold here: `table` in the stack, `file` on one machine. */
  definitionSource: DefinitionSource
  /** The sender of test messages whose monitor names none; absent: the monitor's own address. */
  senderAddress?: string
}

export interface HandleOptions {
  /** Ms until this process is ended from outside; the run stops waiting then and lives to record it. */
  outOfTimeMs?: Millis
  /** Fires when this process should end; the run stops waiting and is recorded as interrupted. */
  stop?: AbortSignal
}
