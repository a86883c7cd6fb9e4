import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Shown } from '../parts/states.tsx'
import { Dialogues } from './dialogue/dialogues.tsx'
import { LiveRun } from './live/live-run.tsx'
import { Verdict } from './verdict/verdict.tsx'

interface Run {
  monitorId: string
  /** Its id, or the 12 digits that it ends in. */
  run: string
  /** Beside something else: its sentence is no heading of the page. */
  pane?: boolean
}

/** One run: what it came to and why, and both dialogues; while it is made, as it is made. */
export function RunView({ monitorId, run, pane = false }: Run) {
  const answer = useAnswer(reads.run(monitorId, run))
  const { data, refused } = answer
  if (!data && refused?.status === 404) return <LiveRun monitorId={monitorId} run={run} without={refused} />
  return (
    <Shown answer={answer}>
      {(done) => (
        <article class="run">
          <Verdict run={done} pane={pane} />
          <Dialogues run={done} />
        </article>
      )}
    </Shown>
  )
}
