export interface InstallationStore {
  /** The id of this deployment: random, made at the first call, the same for ever after. */
  installation(): Promise<string>
}
