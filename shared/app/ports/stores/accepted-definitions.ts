import type { EpochMs } from '../../../core/time/units.ts'
import type { MonitorRow } from '../monitor-store.ts'

/** The last definition of a monitor that had no mistakes: what its runs go by while the row has some. */
export interface AcceptedDefinition extends Pick<MonitorRow, 'definition' | 'managedBy'> {
  /** When it took the place of another. */
  acceptedAt: EpochMs
  /**
   * Locations that it does not name, where a schedule by an earlier one may still stand: written before that is
   * removed, so that a Region that does not answer is asked again. Absent: none.
   */
  alsoAt?: readonly string[]
}

export interface AcceptedDefinitionStore {
  findAccepted(monitorId: string): Promise<AcceptedDefinition | undefined>
  /** Puts it in place of an earlier one: whoever follows a row reads it again afterwards. */
  putAccepted(monitorId: string, accepted: AcceptedDefinition): Promise<void>
  dropAccepted(monitorId: string): Promise<void>
}
