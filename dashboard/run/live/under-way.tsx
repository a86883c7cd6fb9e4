import { useRef } from 'preact/hooks'

import { age } from '../../../shared/core/wording/words/figures.ts'
import { now } from '../../parts/now-ticks.ts'
import { type PhaseEvent, isInTransit, openPhases, phaseId } from './open-phases.ts'

/** What each side is about just now, and for how long it has been; while the message is on its way, that it is. */
export function UnderWay({ phases }: { phases: readonly PhaseEvent[] }) {
  const open = openPhases(phases)
  const smtp = open.find(({ side }) => side === 'smtp')
  const mailbox = open.find(({ side }) => side === 'mailbox')
  return (
    <dl class="under-way">
      <dt>SMTP</dt>
      <dd>
        {smtp ? <For key={phaseId(smtp)} what={smtp.phase} passedMs={smtp.ms} /> : null}
        {!smtp && isInTransit(phases) && <For key="transit" what="message on its way" passedMs={0} />}
      </dd>
      <dt>Mailbox</dt>
      <dd>
        {mailbox ? (
          <For key={phaseId(mailbox)} what={mailbox.phase} passedMs={mailbox.ms} />
        ) : (
          phases.length > 0 && 'waiting before the next look'
        )}
      </dd>
    </dl>
  )
}

/** Told by the clock of this machine alone: that of the server may be another. */
function For({ what, passedMs }: { what: string; passedMs: number }) {
  const begun = useRef(Date.now() - passedMs)
  return (
    <>
      {what} … <b>{age(now.value - begun.current)}</b>
    </>
  )
}
