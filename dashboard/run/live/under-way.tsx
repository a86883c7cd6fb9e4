import { useRef } from 'preact/hooks'

import { age } from '../../../shared/core/wording/words/figures.ts'
import { now } from '../../parts/now-ticks.ts'
import { type PhaseEvent, openPhases, phaseId } from './open-phases.ts'

/** What each side is about just now, and for how long it has been. */
export function UnderWay({ phases }: { phases: readonly PhaseEvent[] }) {
  // Told by the clock of this machine alone: that of the server may be another.
  const since = useRef(new Map<string, number>())
  return (
    <div class="under-way">
      {openPhases(phases).map((open) => {
        const id = phaseId(open)
        const begun = since.current.get(id) ?? Date.now() - open.ms
        since.current.set(id, begun)
        return (
          <p key={open.side} class={`under-way-${open.side}`}>
            <span class="faint">{open.side === 'smtp' ? 'SMTP' : 'Mailbox'}</span> {open.phase} …{' '}
            <b>{age(now.value - begun)}</b>
          </p>
        )
      })}
    </div>
  )
}
