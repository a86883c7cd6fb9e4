import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { MINUTE, type Millis } from '../../../shared/core/time/units.ts'
import type { Strips } from '../../api/answers.ts'
import { Refused, ask } from '../../api/ask.ts'
import { reads } from '../../api/reads.ts'
import { now } from '../../parts/now-ticks.ts'
import type { StripCells } from '../../parts/strip.tsx'
import { zone } from '../../shell/taste.ts'
import type { StripSpan } from './strip-span.ts'

/** Rows that are scrolled past are not asked for. */
const REST: Millis = 120
/** Monitors of one question, at the most. */
const MOST = 100

/** Cells by span, zone and monitor. */
const kept = signal<ReadonlyMap<string, StripCells>>(new Map())
const askedAt = new Map<string, number>()
const minute = computed(() => Math.floor(now.value / MINUTE))

/** The days of these monitors, read once they are in view and then each minute. */
export function useStrips(monitorIds: readonly string[], { by, count }: StripSpan) {
  const keyOf = (monitorId: string) => `${count} ${zone.value} ${monitorId}`
  const ids = by === 'day' ? monitorIds : []
  useEffect(() => {
    const due = ids.filter((id) => minute.value > (askedAt.get(keyOf(id)) ?? 0)).slice(0, MOST)
    if (due.length === 0) return
    const timer = setTimeout(() => {
      for (const id of due) askedAt.set(keyOf(id), minute.value)
      void readStrips(due, count).then((found) => {
        kept.value = new Map([...kept.peek(), ...found.map(([id, strip]) => [keyOf(id), strip] as const)])
      })
    }, REST)
    return () => clearTimeout(timer)
  }, [ids.join(), count, zone.value, minute.value])
  return (monitorId: string) => kept.value.get(keyOf(monitorId))
}

async function readStrips(ids: readonly string[], count: number): Promise<[string, StripCells][]> {
  try {
    const { path } = reads.strips({ ids: ids.join(), by: 'day', count, zone: zone.value })
    const { starts, strips } = (await ask<Strips>(path)).body
    const from = starts.map((start) => Date.parse(start))
    return Object.entries(strips).map(([id, cells]) => [id, { cells, starts: from }])
  } catch (error) {
    // The overview is asked on the same way, and tells what is wrong with it.
    if (error instanceof Refused) return []
    throw error
  }
}
