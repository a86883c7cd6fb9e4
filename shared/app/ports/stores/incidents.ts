import type { Incident } from '../../../core/judging/state.ts'
import type { EpochMs } from '../../../core/time/units.ts'

export interface IncidentStore {
  /** Puts the incident unless a copy of the same or a higher revision stands. */
  putIncident(incident: Incident): Promise<void>
  /** Of all monitors, by month of opening (UTC, as `2026-01`), oldest first. */
  findIncidents(month: string): Promise<Incident[]>
  /**
   * Those of the monitor that stood open at any time from `from` until before `to`, oldest first, consistent;
   * without those that cannot be read. Incidents of one monitor follow one another.
   */
  findIncidentsOf(monitorId: string, from: EpochMs, to: EpochMs): Promise<Incident[]>
  /**
   * The newest incident of the monitor that was opened at or before `at`, and the first that was opened
   * after; oldest first, consistent. One that cannot be read is left out.
   */
  findIncidentsAt(monitorId: string, at: EpochMs): Promise<Incident[]>
}
