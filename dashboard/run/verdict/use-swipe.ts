import { useRef } from 'preact/hooks'

import { go } from '../../address/address.ts'
import { type Touch, swiped } from './swipe.ts'

/** Handlers by which a finger goes to the runs beside; what scrolls across by itself is left alone. */
export function useSwipe(to: { earlier: string | undefined; later: string | undefined }) {
  const from = useRef<Touch | undefined>(undefined)
  return {
    onTouchStart({ touches, target }: TouchEvent) {
      const scrolls = target instanceof Element && target.closest('.phase-strip, input') !== null
      from.current = touches.length === 1 && !scrolls ? touches[0] : undefined
    },
    onTouchEnd({ changedTouches: [end] }: TouchEvent) {
      const where = from.current && end && swiped(from.current, end)
      const href = where && to[where]
      if (href !== undefined) go(href)
    },
  }
}
