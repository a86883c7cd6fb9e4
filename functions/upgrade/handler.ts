import { type StepMade, type UpgradePorts, makeUpgrade } from '../../shared/app/monitors/make-upgrade.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { isDeletion } from './parse-event.ts'

/** Never changes: another id would make CloudFormation delete "the old one" after each update. */
const PHYSICAL_ID = 'upgrade'
/** What CloudFormation takes of an answer is 4 KB in all; the log line names every row. */
const MOST_TOLD = 1000

export interface UpgradeAnswer {
  PhysicalResourceId: string
  Data: { Told: string }
}

/**
 * The handler of the custom resource that stands before the probes of a new version: it makes the steps of the
 * upgrade that this installation has not behind it. What it throws fails the deploy, before any probe is
 * replaced, and its message is what the deploy shows.
 */
export function upgradeHandler({ ports, log }: { ports: UpgradePorts; log: JsonLog }) {
  return async (event: unknown): Promise<UpgradeAnswer> => {
    const made = isDeletion(event) ? [] : await makeUpgrade(ports)
    for (const { step, rows } of made) {
      log.write('INFO', 'upgrade step made', { step, changed: rows.length, rows: rows.join(', ') })
    }
    return { PhysicalResourceId: PHYSICAL_ID, Data: { Told: toldOf(made) } }
  }
}

function toldOf(made: readonly StepMade[]): string {
  const told = made.flatMap(({ told }) => told ?? []).join('; ')
  if (told === '') return 'nothing to do'
  return told.length > MOST_TOLD ? `${told.slice(0, MOST_TOLD)}…` : told
}
