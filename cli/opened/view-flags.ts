import { type TargetFlags, targetFlags } from '../arguments/target-flags.ts'
import { type ZoneFlags, zoneFlag } from '../arguments/zone.ts'
import { toggle } from '../application/parameters.ts'

/** The options of a command that shows what is stored. */
export const viewFlags = { ...targetFlags, ...zoneFlag, json: toggle('print one JSON object') }

export interface ViewFlags extends TargetFlags, ZoneFlags {
  json: boolean
}
