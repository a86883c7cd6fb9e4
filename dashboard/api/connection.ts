import { computed, signal } from '@preact/signals'

import type { Millis } from '../../shared/core/time/units.ts'
import { now } from '../parts/now-ticks.ts'
import type { Refused } from './ask.ts'

interface Connection {
  /** When the API answered last, by the clock of this machine. */
  heardAt?: number
  /** Since when, and why, it does not. */
  lost?: { since: number; why: Refused; nextTryAt: number }
}

/** How it goes with the API, whatever is asked. */
export const connection = signal<Connection>({})

/** Older than three polls of the fastest page: nothing green may be older. */
const STALE: Millis = 30_000

export const isStale = computed(() => {
  const { heardAt, lost } = connection.value
  return lost !== undefined && heardAt !== undefined && now.value - heardAt > STALE
})

export function heard(): void {
  connection.value = { heardAt: Date.now() }
}

export function notHeard(why: Refused, pauseMs: Millis): void {
  const { lost, ...rest } = connection.peek()
  const at = Date.now()
  connection.value = {
    ...rest,
    lost: { since: lost?.since ?? rest.heardAt ?? at, why, nextTryAt: at + pauseMs },
  }
}
