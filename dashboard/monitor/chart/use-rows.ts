import { useState } from 'preact/hooks'

import { type Stop, locationsOf } from './stops.ts'

const FAILED = 'failures only'

/** What the arrow keys go through: everything, one location where runs are shown, or failures only. */
export function useRows(stops: readonly Stop[]) {
  const [row, setRow] = useState(0)
  const locations = stops.some((stop) => stop.kind === 'column') ? [] : locationsOf(stops)
  const names = ['', ...(locations.length > 1 ? locations : []), FAILED]
  const name = names[row % names.length] ?? ''
  return {
    fits(stop: Stop): boolean {
      if (name === FAILED) return stop.kind === 'failed'
      return name === '' || (stop.kind !== 'column' && stop.location === name)
    },
    /** Said before each point. */
    said: name === '' ? '' : `${name}: `,
    change: (by: number) => setRow((row + by + names.length) % names.length),
  }
}
