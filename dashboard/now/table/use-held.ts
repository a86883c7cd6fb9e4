import { useState } from 'preact/hooks'

import type { Held } from './rows.ts'

/** The row that the pointer or else the focus is on; handlers are of what holds the rows. */
export function useHeld() {
  const [pointed, setPointed] = useState<Held>()
  const [focused, setFocused] = useState<Held>()
  return {
    held: pointed ?? focused,
    handlers: {
      onPointerOver: ({ target, pointerType }: PointerEvent) => {
        const next = pointerType === 'touch' ? undefined : heldAt(target)
        setPointed((before) => (before?.id === next?.id && before?.index === next?.index ? before : next))
      },
      onPointerLeave: () => setPointed(undefined),
      onFocusIn: ({ target }: FocusEvent) => setFocused(heldAt(target)),
      onFocusOut: () => setFocused(undefined),
    },
  }
}

function heldAt(target: EventTarget | null): Held | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null
  return row ? { id: row.dataset.id ?? '', index: Number(row.dataset.index) } : undefined
}
