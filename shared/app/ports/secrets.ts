import type { SecretReference } from '../../core/definition/monitor.ts'
import type { Warning } from '../../core/run/run.ts'

/** A password, and the hosts that it may be said to; without them: to any. */
export interface FoundSecret {
  value: string
  /** As `canonicalHost` writes them. */
  hosts?: readonly string[]
}

/**
 * What reading one secret came to. `unreadable`: it is there, and must not be said as it is. `unbound`: it is
 * for any host, and must not be said here. `problem` goes
 * on after the name, tamed: `is not set`, `may not be read: …`. `warning` goes to the run that uses it.
 */
export type SecretReading = {
  reference: SecretReference
  /** What it is and its exact name, as `SSM parameter /roundtrip/Roundtrip/inbox`. */
  fullName: string
} & (
  | ({ kind: 'found'; warning?: Warning } & FoundSecret)
  | { kind: 'missing' | 'forbidden' | 'unreadable' | 'unbound'; problem: string }
)

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
  /** The command or setting that would set this secret here, for the advice; with hosts, for these. */
  howToSet(reference: SecretReference, hosts?: readonly string[]): string
}
