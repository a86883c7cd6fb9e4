import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

import { isDense } from '../../shell/taste.ts'
import { type RowWindow, type View, rowWindow } from './row-window.ts'

interface Measured extends RowWindow {
  rowHeight: number
}

/** Which of so many rows are in the document, and how high those are that are not. */
export function useRowWindow(rows: number, body: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>(() => measuredAt(rows, { above: 0, rowHeight: 44 }))
  useLayoutEffect(() => {
    const measure = () => {
      const row = body.current?.querySelector<HTMLElement>('[data-id]:not(.open)')
      if (!body.current || !row) return
      const { height: rowHeight } = row.getBoundingClientRect()
      const next = measuredAt(rows, { above: -body.current.getBoundingClientRect().top, rowHeight })
      // Most steps of a wheel change nothing.
      setMeasured((before) => (isSame(before, next) ? before : next))
    }
    measure()
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure)
    return () => {
      removeEventListener('scroll', measure)
      removeEventListener('resize', measure)
    }
  }, [rows, isDense.value])
  // Of fewer rows than were measured there is none beyond the last.
  return { ...measured, end: rows <= measured.end ? rows : measured.end }
}

function measuredAt(rows: number, view: Omit<View, 'height'>): Measured {
  return { ...rowWindow(rows, { ...view, height: innerHeight }), rowHeight: view.rowHeight }
}

function isSame(one: Measured, other: Measured): boolean {
  return one.first === other.first && one.end === other.end && one.rowHeight === other.rowHeight
}
