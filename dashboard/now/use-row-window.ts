import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

import { isDense } from '../shell/taste.ts'
import { type RowWindow, rowWindow } from './row-window.ts'

/** Which of so many rows are in the document, and how high those are that are not. */
export function useRowWindow(
  rows: number,
  body: RefObject<HTMLElement | null>,
): RowWindow & { rowHeight: number } {
  const [view, setView] = useState({ above: 0, height: innerHeight, rowHeight: 44 })
  useLayoutEffect(() => {
    const measure = () => {
      const row = body.current?.querySelector<HTMLElement>('[data-id]:not(.open)')
      if (!body.current || !row) return
      const { height: rowHeight } = row.getBoundingClientRect()
      setView({ above: -body.current.getBoundingClientRect().top, height: innerHeight, rowHeight })
    }
    measure()
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure)
    return () => {
      removeEventListener('scroll', measure)
      removeEventListener('resize', measure)
    }
  }, [rows, isDense.value])
  return { ...rowWindow(rows, view), rowHeight: view.rowHeight }
}
