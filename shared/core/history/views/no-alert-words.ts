import type { RunResult } from '../../run/run.ts'
import type { Failing } from './health.ts'
import { failingCount } from './overview-sentence.ts'

interface Around {
  /** Whether an incident was open, or opened by it. */
  inIncident: boolean
  /** How near the monitor is to an incident; known of its newest run. */
  failing?: Failing
}

/** Why a run that did not pass brought about no alert, in a half-sentence; of one that passed there is none. */
export function noAlertWords(run: RunResult, { inIncident, failing }: Around): string | undefined {
  const { status, outcome, trigger, maintenance, warnings, tried } = run
  if (status === 0) return undefined
  if (trigger === 'on-demand') return 'the run was made on demand'
  if (maintenance) return 'it was made during maintenance'
  if (warnings.includes('recheck-passed')) return 'an immediate second run passed'
  if (outcome === 'inconclusive') return 'it says nothing about the mail servers'
  if (inIncident) return 'the incident was open already'
  if (tried === false) return 'no login was attempted'
  return failing ? `not down yet (${failingCount(failing)})` : 'it was not enough for an incident'
}
