import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Keys that are listened to now, with what they do. */
export const listened = signal<ReadonlyMap<string, string>>(new Map())

/** Whether single letters do anything: whoever speaks to the machine may turn them off (WCAG 2.1.4). */
export const keysOn = signal(localStorage.getItem('roundtrip-keys') !== 'off')

/** Calls `act` when the key is pressed outside of a field and of a dialog, while the component is there. */
export function useKey(key: string, what: string, act: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      if (isLaidAside() || isTyping(event.target) || (key.length === 1 && !keysOn.value)) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', pressed)
    listened.value = new Map(listened.peek()).set(key, what)
    return () => {
      document.removeEventListener('keydown', pressed)
      const others = new Map(listened.peek())
      others.delete(key)
      listened.value = others
    }
  }, [key, what, act])
}

/** What stands behind a dialog, or behind the question for the key, does nothing. */
function isLaidAside(): boolean {
  return document.querySelector('dialog:modal, [inert]') !== null
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
