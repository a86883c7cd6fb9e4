import type { Clock } from '../../shared/app/ports/clock.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { TagWindowStore } from '../../shared/app/ports/stores/tag-windows.ts'
import type { DefinitionSource } from '../../shared/core/definition/monitor.ts'
import type { Outputs } from '../terminal/output.ts'
import type { Target } from '../arguments/target.ts'

export interface OpenedMonitors {
  store: MonitorStore
  /** The maintenance windows of tags. */
  tagWindows: TagWindowStore
  /** What definitions may hold there. */
  source: DefinitionSource
  /** As a message names it: `stack Roundtrip in eu-west-1`. */
  place: string
  close(): Promise<void>
}

export interface MonitorsSurroundings extends Outputs {
  clock: Pick<Clock, 'now'>
  /** The stack meant where `--stack` is not given. */
  defaultStack: string
  /** Throws `CannotDo`, or what AWS or the database answers. `make`: a local folder may be made anew. */
  open(target: Target, make: boolean): Promise<OpenedMonitors>
  /** Asks whoever sits at the terminal; absent: nobody does. Throws `Interrupted` at Ctrl-C. */
  ask?: (question: string) => Promise<string>
  /** All of standard input. */
  readInput(): Promise<string>
  /** Lets the user's editor change the file; throws `CannotDo` when it fails. */
  edit(file: string): Promise<void>
}
