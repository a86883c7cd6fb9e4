import type { ComponentChildren, HTMLAttributes, TargetedEvent } from 'preact'
import { useId } from 'preact/hooks'

import { SECOND } from '../../shared/core/time/units.ts'
import { useThrottled } from './use-throttled.ts'

interface Steering extends Omit<HTMLAttributes<HTMLDivElement>, 'name' | 'class' | 'onKeyDown' | 'role'> {
  /** What it is, and how its keys are used. */
  name: string
  help: string
  /** What is said of the point that it stands at; empty: nothing. */
  said: string
  /** By the name of the key, as `ArrowLeft`. */
  keys: Readonly<Record<string, (event: TargetedEvent<HTMLDivElement, KeyboardEvent>) => void>>
  children?: ComponentChildren
}

/**
 * Lies over a picture, which readers of the screen do not get, and is focused and steered by keys in its place.
 * Escape leaves it. Said at most twice a second, for a key that is held goes past many points.
 */
export function Steered({ name, help, said, keys, children, ...others }: Steering) {
  const id = useId()
  const announced = useThrottled(said, SECOND / 2)
  return (
    <div
      {...others}
      class="steered"
      role="application"
      tabIndex={0}
      aria-label={name}
      aria-describedby={id}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (event.key === 'Escape') event.currentTarget.blur()
        const act = keys[event.key]
        if (!act) return
        event.preventDefault()
        act(event)
      }}
    >
      <span id={id} class="unseen">
        {help}
      </span>
      <span class="unseen" aria-live="polite">
        {announced}
      </span>
      {children}
    </div>
  )
}
