import { useMemo } from 'preact/hooks'

import { differingLines } from '../../../shared/core/history/views/differing-lines.ts'
import { address } from '../../address/address.ts'
import type { DoneRun, ListedRun, LogLine } from '../../api/answers.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { axisOf } from './axis.ts'
import { Compared } from './compared.tsx'
import { decidingLine } from './deciding-line.ts'
import { Dialogue } from './dialogue.tsx'
import { Toolbar } from './toolbar.tsx'

/** What is written beside the line that decided. */
const TAGS = { delivered: 'arrived', lost: 'accepted', failed: 'decided', inconclusive: 'decided' }

/** The dialogues of a run, with what is looked for in them and what they are compared with. */
export function KeptLog({ done, log }: { done: DoneRun; log: readonly LogLine[] }) {
  const { run } = done
  const { query } = address.value
  const good = goodBefore(done)
  const compares = query.get('compare') === 'good' && good !== undefined
  const find = query.get('find') ?? ''
  const decided = useMemo(() => decidingLine(log, run), [log, run])
  const axis = useMemo(
    () => axisOf(log, measuredOf(run), new Set(decided === undefined ? [] : [decided])),
    [log, run, decided],
  )
  const { data: goodLog, refused } = useAnswer(
    compares ? reads.log(good.run.monitorId, good.run.runId) : undefined,
  )
  const compared = useMemo(() => goodLog && differingLines(log, goodLog.items), [log, goodLog])
  const marks = useMemo(
    () => ({
      ...(decided !== undefined && { decided, tag: TAGS[run.outcome] }),
      ...(compares && compared && { differing: new Set(compared.differing) }),
      ...(run.phase !== undefined && { failed: run.phase }),
      isGood: run.outcome === 'delivered',
      slow: run.slow ?? [],
    }),
    [run, decided, compares, compared],
  )
  return (
    <section class="dialogues" aria-label="What was said">
      <Toolbar log={log} find={find} good={good} compares={compares} />
      {compares && <Compared good={good} compared={compared} goodLog={goodLog?.items} refused={refused} />}
      <Dialogue axis={axis} find={find} marks={marks} />
    </section>
  )
}

/** Of a run that passed, the one before it will do. */
function goodBefore({ run, lastGood, before }: DoneRun): ListedRun | undefined {
  return lastGood ?? (run.outcome === 'delivered' && before?.run.outcome === 'delivered' ? before : undefined)
}

function measuredOf({ phases, outcome }: DoneRun['run']) {
  return { ...phases, ...(outcome === 'lost' && { isLost: true as const }) }
}
