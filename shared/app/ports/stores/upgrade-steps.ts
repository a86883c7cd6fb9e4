/** A step of an upgrade that this installation has behind it. */
export interface UpgradeStepDone {
  /** What it changed, of monitors whose file will be read again: as `inbox/mailbox`. */
  kept: readonly string[]
}

export interface UpgradeStepStore {
  /** `undefined`: it was not made yet. */
  findStep(name: string): Promise<UpgradeStepDone | undefined>
  putStep(name: string, done: UpgradeStepDone): Promise<void>
}
