import type { OpenRun, RunKey } from '../../../core/run/run.ts'

/** The claims of runs under way. */
export interface OpenRunStore {
  findOpen(run: RunKey): Promise<OpenRun | undefined>
  /** Puts the claim if there is none. */
  claim(open: OpenRun): Promise<boolean>
  /** Replaces the claim if it still has the attempt and the stage of `before`. */
  replaceOpen(next: OpenRun, before: Pick<OpenRun, 'attempt' | 'stage'>): Promise<boolean>
  /** Deletes the claim, whoever holds it. Only once the result stands and is judged, or before sending. */
  dropOpen(run: RunKey): Promise<void>
}
