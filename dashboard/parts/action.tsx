import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

import { type Needs, useRefusal } from '../api/allowed.ts'
import { Refused } from '../api/ask.ts'

interface ActionProps {
  needs: Needs
  act(): Promise<unknown>
  children: ComponentChildren
  /** Of the button, as `primary`. */
  class?: string
  /** What it is called where its words say too little. */
  label?: string
  /** Beside a hundred others: the reason why it cannot be pressed is told on hover alone. */
  brief?: boolean
}

/** A button that asks something of the API. Beside it: why it cannot be pressed, or was refused. */
export function Action({ needs, act, children, class: kind, label, brief = false }: ActionProps) {
  const refusal = useRefusal(needs)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const press = async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <span class="action">
      <button
        type="button"
        class={kind}
        disabled={refusal !== undefined || isBusy}
        aria-label={label}
        title={refusal}
        onClick={() => void press()}
      >
        {children}
      </button>
      {refusal !== undefined && !brief && <span class="quiet">{refusal}</span>}
      {refused && (
        <span class="refused" role="alert">
          {refused.message}
        </span>
      )}
    </span>
  )
}
