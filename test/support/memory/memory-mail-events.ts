import { isDeepStrictEqual } from 'node:util'

import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { MailEventStore } from '../../../shared/app/ports/stores/mail-events.ts'
import type { MailEvent } from '../../../shared/core/run/sender/mail-events.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import { copied } from './copied.ts'
import type { MemoryTable } from './memory-table.ts'
import type { SyncOf } from './promised.ts'

/** What a store in memory keeps of what the built-in sender told: the latest of each kind, for `keptMs`. */
export function mailEventsIn(table: MemoryTable, clock: Clock, keptMs: Millis): SyncOf<MailEventStore> {
  return {
    noteMailEvent({ monitorId, runId }, event) {
      const id = `${monitorId} ${runId}`
      const standing = table.mailEvents.get(id)?.value ?? []
      const others = standing.filter(({ kind }) => kind !== event.kind)
      const before = standing.find(({ kind }) => kind === event.kind)
      if (before && !isLater(event, before)) return
      table.mailEvents.set(id, {
        value: [...others, copied(event)],
        expiresAt: clock.now() + keptMs,
      })
    },
    findMailEvents({ monitorId, runId }) {
      const kept = table.mailEvents.get(`${monitorId} ${runId}`)
      const live = (kept?.expiresAt ?? 0) > clock.now() ? (kept?.value ?? []) : []
      return Object.fromEntries(live.map(({ kind, ...told }) => [kind, copied(told)]))
    },
  }
}

/** Of two at once it is always the same one. */
function isLater(event: MailEvent, standing: MailEvent): boolean {
  if (event.at !== standing.at || isDeepStrictEqual(event, standing)) return event.at > standing.at
  return textOf(event) > textOf(standing)
}

function textOf(event: MailEvent): string {
  return JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)))
}
