import { tameLine } from '../../../core/redaction/tame.ts'
import type { MonitorRow } from '../../ports/monitor-store.ts'

const MOST_SHOWN = 100

/** Text of a row as it may be shown: one tame line, not too long. */
export function shownText(text: string): string {
  return tameLine(text, MOST_SHOWN)
}

/** What the monitor is called: the name that is written in its row, else the id. */
export function shownName({ monitorId, definition }: MonitorRow): { monitorId: string; name: string } {
  const { name } = definition
  const written = typeof name === 'string' && name.trim() !== '' ? name : monitorId
  return { monitorId: shownText(monitorId), name: shownText(written) }
}
