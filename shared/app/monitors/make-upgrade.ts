import type { UpgradeStepStore } from '../ports/stores/upgrade-steps.ts'
import { type KeepingPorts, type KeptClear, keepClearLogins } from './keep-clear-logins.ts'

export interface UpgradePorts extends KeepingPorts {
  runs: KeepingPorts['runs'] & UpgradeStepStore
}

/** What one step has changed. */
export interface StepMade {
  step: string
  /** Rows of the Monitors table, by id. */
  rows: readonly string[]
  /** As a sentence, for whoever deploys or starts it; absent where there was nothing to do. */
  told?: string
}

interface UpgradeStep {
  name: string
  make(ports: UpgradePorts): Promise<KeptClear[]>
  tell(rows: readonly string[]): string
}

/** The step that lets logins go on in the clear which were made there. */
export const CLEAR_LOGINS = 'clear-logins'

/** In this order; each is made once an installation. A name is never given to another step. */
const STEPS: readonly UpgradeStep[] = [
  {
    name: CLEAR_LOGINS,
    make: keepClearLogins,
    tell: (rows) =>
      `tls: "opportunistic" was written for ${rows.join(', ')}: they delivered without TLS so far, so anyone in between may read their passwords (docs/operations.md#upgrade)`,
  },
]

/** Of all steps there are; a stack asks for them where this number has changed. */
export const STEP_COUNT = STEPS.length

/**
 * Makes the steps of an upgrade that this installation has not behind it, and notes each down. What it throws
 * stops it there; whoever calls it again goes on.
 */
export async function makeUpgrade(ports: UpgradePorts): Promise<StepMade[]> {
  const made: StepMade[] = []
  for (const { name, make, tell } of STEPS) {
    if (await ports.runs.findStep(name)) continue
    const changed = await make(ports)
    const ofFile = changed.filter(({ managedBy }) => managedBy === 'stack')
    const kept = ofFile.flatMap(({ monitorId, sides }) => sides.map((side) => keptName(monitorId, side)))
    await ports.runs.putStep(name, { kept })
    const rows = changed.map(({ monitorId }) => monitorId)
    made.push({ step: name, rows, ...(rows.length > 0 && { told: tell(rows) }) })
  }
  return made
}

/** As `inbox/mailbox`. */
export function keptName(monitorId: string, side: string): string {
  return `${monitorId}/${side}`
}
