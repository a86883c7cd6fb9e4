import { spanWithin } from '../../../shared/core/wording/words/figures.ts'
import type { DoneRun } from '../../api/answers.ts'
import { When } from '../../parts/when.tsx'

/** What a run came to, who is to blame, and what to do. */
export function Verdict({ run: done, pane }: { run: DoneRun; pane: boolean }) {
  const { sentence, run, advice, warnings } = done
  const Sentence = pane ? 'h2' : 'h1'
  return (
    <header class="verdict">
      <Sentence class="sentence">
        <bdi>{sentence}</bdi>
      </Sentence>
      <p class="quiet run-facts">
        {run.reason && <code>{run.reason}</code>}
        <When at={run.startedAt} />
        <span>{run.location}</span>
        {run.roundTripMs !== undefined && <span>{spanWithin(run.roundTripMs, run.resolutionMs)}</span>}
      </p>
      {[...advice, ...warnings].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </header>
  )
}
