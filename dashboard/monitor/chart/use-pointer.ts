import type { TargetedEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'

import type { Spot } from './nearest.ts'

type Pointer = TargetedEvent<HTMLDivElement, PointerEvent>

export interface Pointing {
  /** Nothing is pressed; `undefined`: the pointer has left. */
  hover(spot: Spot | undefined): void
  tap(spot: Spot): void
  /** Drawn with the mouse, in pixels. */
  select(from: number, to: number): unknown
  /** With a finger, or Shift and the mouse: moved by so many pixels, and whether it is let go of. */
  pan(by: number, done: boolean): void
  back(): void
}

/** Less than this is a tap that trembled. */
const TREMBLE = 4

/** What a pointer does to a chart, and the part that is being selected. */
export function usePointer({ hover, tap, select, pan, back }: Pointing) {
  const start = useRef<(Spot & { pans: boolean; moved: boolean }) | undefined>(undefined)
  const [selected, setSelected] = useState<{ from: number; to: number }>()

  const moved = (event: Pointer) => {
    const spot = spotOf(event)
    const from = start.current
    if (!from) {
      hover(spot)
      return
    }
    from.moved ||= Math.abs(spot.x - from.x) > TREMBLE
    if (!from.moved) return
    if (from.pans) pan(spot.x - from.x, false)
    else setSelected({ from: Math.min(from.x, spot.x), to: Math.max(from.x, spot.x) })
  }

  const released = (event: Pointer) => {
    const from = start.current
    const spot = spotOf(event)
    start.current = undefined
    setSelected(undefined)
    if (!from) return
    if (!from.moved) tap(spot)
    else if (from.pans) pan(spot.x - from.x, true)
    else select(Math.min(from.x, spot.x), Math.max(from.x, spot.x))
  }

  return {
    selected,
    handlers: {
      onPointerDown: (event: Pointer) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = {
          ...spotOf(event),
          pans: event.pointerType === 'touch' || event.shiftKey,
          moved: false,
        }
      },
      onPointerMove: moved,
      onPointerUp: released,
      onPointerCancel: () => {
        start.current = undefined
        setSelected(undefined)
      },
      onPointerLeave: () => start.current === undefined && hover(undefined),
      onDblClick: back,
    },
  }
}

function spotOf({ clientX, clientY, currentTarget }: Pointer): Spot {
  const { left, top } = currentTarget.getBoundingClientRect()
  return { x: clientX - left, y: clientY - top }
}
