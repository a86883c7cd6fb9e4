import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface AskFirstProps {
  question: string
  children?: ComponentChildren
  /** What the button that goes on says, as `Remove shop`. */
  yes: string
  no?: string
  onYes: () => void
  onNo: () => void
}

/** One question before something is done; Esc says no. */
export function AskFirst({ question, children, yes, no = 'Cancel', onYes, onNo }: AskFirstProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} aria-labelledby="ask-question" onClose={onNo}>
      <h2 id="ask-question">{question}</h2>
      {children}
      <div class="buttons">
        <button type="button" onClick={onNo}>
          {no}
        </button>
        <button type="button" class="primary" onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  )
}
