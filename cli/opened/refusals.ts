import type { Refusal } from '../../shared/app/monitors/change-monitor.ts'
import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { CannotDo } from './cannot-do.ts'
import type { Opened } from './opened.ts'

/** Why a monitor could not be changed, in one sentence that says what to do. */
export async function refusalOf(
  monitorId: string,
  refusal: Refusal,
  opened: Pick<Opened, 'monitors' | 'place' | 'source'>,
): Promise<string> {
  switch (refusal.kind) {
    case 'no-monitor': {
      const ids = (await opened.monitors.list()).map((row) => row.monitorId)
      const near = nearestName(monitorId, ids)
      const meant = near === undefined ? 'monitors list shows them' : `did you mean ${tameLine(near)}?`
      return `there is no monitor ${shown(monitorId)} in ${opened.place}; ${meant}`
    }
    case 'managed-by-stack':
      return `${tameLine(monitorId)} ${belongsToTheFile(opened)}; here it can be paused and resumed, and npx roundtrip maintenance sets windows on it`
    case 'conflict':
      return `somebody else has changed ${tameLine(monitorId)} meanwhile: nothing was changed; look at it and try again`
    default:
      return refusal satisfies never
  }
}

/** The predicate of a sentence about monitors that the stack's file defines. */
export function belongsToTheFile({ source }: Pick<Opened, 'source'>): string {
  return source === 'table'
    ? 'is defined in cdk/monitors.ts: change it there, then npx cdk deploy'
    : 'is defined in the file that npm start reads (cdk/monitors.ts, or --monitors FILE): change it there, then npm start'
}

/** That there is no such monitor, to be thrown. */
export async function noMonitor(
  monitorId: string,
  opened: Pick<Opened, 'monitors' | 'place' | 'source'>,
): Promise<CannotDo> {
  return new CannotDo(await refusalOf(monitorId, { kind: 'no-monitor' }, opened))
}

/** The row of this monitor; throws `CannotDo` when there is none. */
export async function rowOf(monitorId: string, opened: Opened): Promise<MonitorRow> {
  const row = await opened.monitors.find(monitorId)
  if (row) return row
  throw await noMonitor(monitorId, opened)
}
