import type { MonitorsSurroundings } from '../../opened/opened.ts'

export interface MaintenanceSurroundings extends Pick<
  MonitorsSurroundings,
  'out' | 'err' | 'clock' | 'defaultStack' | 'open'
> {
  /** The time zone of this machine, suggested where none is given. */
  machineZone: string
}
