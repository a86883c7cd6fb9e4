import type { DoneRun } from '../../api/answers.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Shown } from '../../parts/states.tsx'
import { When } from '../../parts/when.tsx'
import { KeptLog } from './kept-log.tsx'

/** The diagnostic log of a run, where it is kept. */
export function Dialogues({ run: done }: { run: DoneRun }) {
  const { run, log } = done
  const answer = useAnswer(log.kind === 'kept' ? reads.log(run.monitorId, run.runId) : undefined)
  switch (log.kind) {
    case 'kept':
      return (
        <Shown answer={answer} rows={8}>
          {({ items }) => <KeptLog done={done} log={items} />}
        </Shown>
      )
    case 'expired':
      return (
        <p class="no-log">
          The log of this run was kept until <When at={log.at} />. Its result is kept longer.
        </p>
      )
    case 'missing':
      return <p class="no-log">This run has no log: it could not be stored, or the run never started.</p>
    default:
      return log satisfies never
  }
}
