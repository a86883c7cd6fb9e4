import { computed, signal } from '@preact/signals'

import type { Millis } from '../../shared/core/time/units.ts'
import { now } from '../parts/now-ticks.ts'
import type { Refused } from './ask.ts'

interface Lost {
  since: number
  why: Refused
  nextTryAt: number
}

interface Connection {
  /** When everything that is shown was answered last, by the clock of this machine. */
  heardAt?: number
  /** Since when, and why, some of it is not. */
  lost?: Lost
}

/** How it goes with the API, whatever is asked. */
export const connection = signal<Connection>({})

/** Older than three polls of the fastest page: nothing green may be older. */
const STALE: Millis = 30_000

export const isStale = computed(() => {
  const { heardAt, lost } = connection.value
  return lost !== undefined && heardAt !== undefined && now.value - heardAt > STALE
})

/** What was asked for and not answered, by its path. */
const lost = new Map<string, Lost>()

/** It was answered, or is no longer wanted (`isAnswer: false`). */
export function heard(path: string, { isAnswer = true } = {}): void {
  if (lost.delete(path) || isAnswer) tell(isAnswer)
}

export function notHeard(path: string, why: Refused, pauseMs: Millis): void {
  const at = Date.now()
  const since = lost.get(path)?.since ?? connection.peek().heardAt ?? at
  lost.set(path, { since, why, nextTryAt: at + pauseMs })
  tell(false)
}

/** What is not answered is told, whatever else is. */
function tell(isAnswer: boolean): void {
  const [first] = lost.values()
  const heardAt = isAnswer && !first ? Date.now() : connection.peek().heardAt
  connection.value = { ...(heardAt !== undefined && { heardAt }), ...(first && { lost: first }) }
}
