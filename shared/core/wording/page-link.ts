import { currentRunId, digestIn } from '../run/run-id.ts'
import { isoInstant } from '../time/units.ts'
import type { OwedAlert } from '../judging/state.ts'

/**
 * What the page at `pageUrl` shows of the alert: its run; of what is over its incident; where no run stands behind
 * it the monitor; for a test and for several alerts what is so now. Absent where there is no page.
 */
export function alertLink(alert: OwedAlert | undefined, pageUrl: string | undefined): string | undefined {
  if (pageUrl === undefined) return undefined
  if (alert === undefined || alert.transition === 'test') return `${pageUrl}/`
  if (!('run' in alert)) return `${pageUrl}/m/${inPath(alert.monitorId)}`
  const { run, incident, transition } = alert
  const isOver = transition === 'resolved' || transition === 'removed'
  if (isOver && incident)
    return `${pageUrl}/incidents/${inPath(run.monitorId)}/${isoInstant(incident.openedAt)}`
  return `${pageUrl}/m/${inPath(run.monitorId)}/r/${inPath(currentRunId(run.runId))}`
}

/** The same where there is no room: a run by the digits that it ends in. */
export function shortAlertLink(alert: OwedAlert, pageUrl: string | undefined): string | undefined {
  if (pageUrl === undefined || !('run' in alert)) return alertLink(alert, pageUrl)
  return `${pageUrl}/m/${inPath(alert.run.monitorId)}/r/${inPath(digestIn(alert.run.runId))}`
}

/** A row typed by hand may be called anything. */
function inPath(name: string): string {
  return encodeURIComponent(name.toWellFormed())
}
