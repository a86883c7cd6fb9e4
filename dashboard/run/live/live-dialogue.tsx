import { useMemo } from 'preact/hooks'

import { axisOf } from '../dialogue/axis.ts'
import { decidingLine } from '../dialogue/deciding-line.ts'
import { Dialogue } from '../dialogue/dialogue.tsx'
import { UnderWay } from './under-way.tsx'
import { type Progress, isOver } from './use-progress.ts'

interface Live {
  progress: Progress
  /** Default `p`. */
  heading?: 'h1' | 'h2' | 'p'
}

/** A run while it is made: how it goes in a sentence, and what is said as it is said. */
export function LiveDialogue({ progress, heading: Heading = 'p' }: Live) {
  const { sentence, overdue, lines, phases, state, result, location } = progress
  const decided = useMemo(() => result && decidingLine(lines, result), [lines, result])
  const axis = useMemo(
    () => axisOf(lines, result?.phases ?? {}, new Set(decided === undefined ? [] : [decided])),
    [lines, result, decided],
  )
  const marks = {
    ...(decided !== undefined && { decided }),
    ...(result?.phase !== undefined && { failed: result.phase }),
  }
  return (
    <section class="live" aria-label={`Test at ${location}`}>
      <Heading class={overdue ? 'sentence overdue' : 'sentence'}>
        <bdi>{sentence}</bdi>
      </Heading>
      <span class="unseen" role="status">
        {STATES[state]}
      </span>
      {!isOver(progress) && <UnderWay phases={phases} />}
      {lines.length > 0 && <Dialogue axis={axis} marks={marks} follows={!isOver(progress)} />}
    </section>
  )
}

/** Read aloud when it changes; the sentence changes each second. */
const STATES: Readonly<Record<Progress['state'], string>> = {
  waiting: 'The test is waiting to begin.',
  running: 'The test is running.',
  done: 'The test is done.',
  'not-started': 'The test did not begin.',
  interrupted: 'The test was interrupted.',
}
