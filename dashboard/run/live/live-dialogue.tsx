import { useMemo } from 'preact/hooks'

import { axisOf } from '../dialogue/axis.ts'
import { Dialogue } from '../dialogue/dialogue.tsx'
import type { Progress } from './use-progress.ts'

const NOTHING = new Set<number>()

/** A run while it is made: how it goes in a sentence, and what is said as it is said. */
export function LiveDialogue({ progress }: { progress: Progress }) {
  const { sentence, overdue, lines, state, result } = progress
  const axis = useMemo(() => axisOf(lines, result?.phases ?? {}, NOTHING), [lines, result])
  return (
    <section class="live" aria-label="Test now">
      <p class={overdue ? 'live-sentence overdue' : 'live-sentence'} role="status">
        {sentence}
      </p>
      {lines.length > 0 && <Dialogue axis={axis} />}
      {lines.length === 0 && state === 'running' && <p class="faint">Nothing was said so far.</p>}
    </section>
  )
}
