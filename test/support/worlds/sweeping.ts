import { expect } from 'vitest'

import { noteLateArrivals } from '../../../shared/app/history/note-late-arrival.ts'
import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import type { Incident } from '../../../shared/core/judging/state.ts'
import type { RunKey, RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, TOKEN, incident } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../fake-clock.ts'
import { type MemoryStore, memoryStore } from '../memory/memory-store.ts'

export const storyOf = (run: RunResult, delayMs: unknown = expect.any(Number)) => [
  { runId: run.runId, delayMs },
]

/**
 * A store that holds this, and what `noteLateArrivals` makes of messages of these runs that are seen at noon
 * plus 15 minutes.
 */
export async function sweeping(
  stored: { results?: RunResult[]; incidents?: Incident[] },
  found: readonly (RunKey & { token?: string })[],
  {
    change = (store) => store,
    signal = new AbortController().signal,
    at = NOON + 15 * MINUTE,
  }: SweepingOptions = {},
) {
  const clock = fakeClock()
  const store = memoryStore(clock)
  for (const result of stored.results ?? []) await store.putResult(result)
  for (const one of stored.incidents ?? []) await store.putIncident(one)
  const log = diagnosticLog(clock)
  const before = store.items()
  const marked = found.map((message) => ({ mark: { token: TOKEN, ...message }, message }))
  const going = await noteLateArrivals(marked, { at, runs: change(store), log, signal })
  return {
    store,
    before,
    going: going.map(({ message }) => message),
    notes: log.lines().map(({ text }) => text),
    stories: store.items().incidents.map(({ lateArrivals }) => lateArrivals),
  }
}

interface SweepingOptions {
  change?: (store: MemoryStore) => MemoryStore
  signal?: AbortSignal
  at?: number
}

export const resolvedIncident = (openedAt: number, resolvedAt: number, failingSince = openedAt) =>
  incident({ incidentId: `at ${String(openedAt)}`, openedAt, failingSince, resolvedAt, lateArrivals: [] })
