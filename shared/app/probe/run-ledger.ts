import { runName } from '../../core/run/run-id.ts'
import type { OpenRun } from '../../core/run/run.ts'
import type { OpenRunStore } from '../ports/stores/open-runs.ts'

/** Thrown when another attempt has taken this run over: this one must stop without a verdict. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/** The claim of this attempt, and the one way to write how far the run has come. */
export interface RunLedger {
  readonly open: OpenRun
  /**
   * Writes the change if this attempt still holds the claim; throws `ClaimLost` when it does not. Calls queue
   * up.
   */
  advance(change: Partial<OpenRun>): Promise<void>
  /** What the next write says as well; until then it stands nowhere. */
  note(change: Partial<OpenRun>): void
  /** Writes what was noted, if no write has said it since; as `advance`. */
  writeNoted(): Promise<void>
}

export function runLedger(claimed: OpenRun, runs: OpenRunStore): RunLedger {
  let open = claimed
  let last: Promise<void> = Promise.resolve()
  let uncertain = false
  let noted: Partial<OpenRun> | undefined

  async function write(change: Partial<OpenRun>): Promise<void> {
    if (uncertain) await readBack()
    const said = noted
    const next = { ...open, ...said, ...change }
    uncertain = true
    const ours = await runs.replaceOpen(next, open)
    uncertain = false
    if (!ours) throw new ClaimLost(`run ${runName(open)} was taken over`)
    open = next
    if (noted === said) noted = undefined
  }

  /** A write that threw may stand all the same: what is stored tells. */
  async function readBack(): Promise<void> {
    const standing = await runs.findOpen(open)
    if (standing?.attempt === open.attempt) open = standing
    uncertain = false
  }

  /** Submit and search may report at the same moment: one write follows the other, also after a failed one. */
  function inTurn(action: () => Promise<void>): Promise<void> {
    last = last.then(action, action)
    return last
  }

  return {
    get open() {
      return open
    },
    advance: (change) => inTurn(() => write(change)),
    note(change) {
      noted = { ...noted, ...change }
    },
    writeNoted: () => inTurn(async () => (noted ? write({}) : undefined)),
  }
}
