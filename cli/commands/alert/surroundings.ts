import type { Clock, Ids } from '../../../shared/app/ports/clock.ts'
import type { TestAlertPorts } from '../../../shared/app/alerts/test-alert.ts'
import type { OpenedMonitors } from '../../opened/opened.ts'
import type { Outputs } from '../../terminal/output.ts'
import type { Target } from '../../arguments/target.ts'

export interface OpenedAlerts extends Omit<OpenedMonitors, 'tagWindows'> {
  runs: TestAlertPorts['runs']
  /** The topics that carry alerts; absent: it does not say, or takes every name. */
  topics?: readonly string[]
}

export interface AlertSurroundings extends Outputs {
  clock: Clock
  ids: Ids
  /** The stack meant where `--stack` is not given. */
  defaultStack: string
  /** Throws `CannotDo`, or what AWS or the database answers. */
  open(target: Target): Promise<OpenedAlerts>
}
