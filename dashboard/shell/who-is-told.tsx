import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import type { Session } from '../api/answers.ts'
import { ToldPanel } from './told-panel.tsx'

/** Whether the panel is shown: pages may open it too. */
export const panelIsOpen = signal(false)

/** Whether an alert reaches anybody, the first thing to know of a monitor; pressed, it says whom. */
export function WhoIsTold({ session }: { session: Session }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (panelIsOpen.value) dialog.current?.showModal()
    else dialog.current?.close()
  }, [panelIsOpen.value])
  const isNobody = session.alerted === 'nobody'
  return (
    <>
      <button
        type="button"
        class={isNobody ? 'nobody-alerted' : undefined}
        aria-haspopup="dialog"
        onClick={() => (panelIsOpen.value = true)}
      >
        <Bell isStruck={isNobody} />
        {isNobody ? 'Nobody is told' : 'Alerts'}
      </button>
      <dialog
        ref={dialog}
        class="side"
        aria-labelledby="who-is-told"
        onClose={() => (panelIsOpen.value = false)}
      >
        {panelIsOpen.value && <ToldPanel session={session} />}
      </dialog>
    </>
  )
}

function Bell({ isStruck }: { isStruck: boolean }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 2a4 4 0 0 0-4 4v3L2.5 11.5h11L12 9V6a4 4 0 0 0-4-4zM6.5 13a1.5 1.5 0 0 0 3 0" />
      {isStruck && <path d="M2 2l12 12" />}
    </svg>
  )
}
