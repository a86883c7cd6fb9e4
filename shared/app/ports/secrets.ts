import type { SecretReference } from '../../core/definition/monitor.ts'

/**
 * What reading one secret came to. `problem` goes on after the name, tamed: `is not set`, `may not be read:
 * …`.
 */
export type SecretReading = {
  reference: SecretReference
  /** What it is and its exact name, as `SSM parameter /roundtrip/Roundtrip/inbox`. */
  fullName: string
} & ({ kind: 'found'; value: string } | { kind: 'missing' | 'forbidden'; problem: string })

/** Reads passwords by reference, all that a run needs in one call. */
export interface SecretReader {
  /**
   * One reading for each of these references, which differ, in any order. `fresh` goes past whatever is kept
   * from before. Throws only when a store cannot be asked at all.
   */
  read(
    references: readonly SecretReference[],
    signal: AbortSignal,
    options?: { fresh?: boolean },
  ): Promise<SecretReading[]>
  /** The command or setting that would set this secret here, for the advice. */
  howToSet(reference: SecretReference): string
}
