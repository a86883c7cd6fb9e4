import type { Millis } from '../../shared/core/time/units.ts'
import { peakRssOctets } from '../support/processes/process-report.ts'

/** What a whole process took, its start included. */
export interface ProcessCost {
  wallMs: Millis
  /** User and system time of all its threads. */
  cpuMs: Millis
  peakRssOctets: number
}

/** Of this process, from its start until now. */
export function costSoFar(): ProcessCost {
  const { user, system } = process.cpuUsage()
  return {
    wallMs: performance.now(),
    cpuMs: (user + system) / 1000,
    peakRssOctets: peakRssOctets(),
  }
}
