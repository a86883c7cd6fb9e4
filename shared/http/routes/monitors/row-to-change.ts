import type { Changed, Mistakes, Refusal } from '../../../app/monitors/change-monitor.ts'
import type { MonitorRow } from '../../../app/ports/monitor-store.ts'
import { writtenRow } from '../../../app/history/views/lists/written-monitors.ts'
import { monitorRow } from '../../answers/monitor.ts'
import { etagOf, namesEtag } from '../../etag.ts'
import type { HttpHome } from '../../home.ts'
import { Problem, type ProblemSlug, withMistakes } from '../../problem.ts'
import { monitorIdField } from '../../request/fields.ts'
import type { Answer, RouteReply } from '../../route.ts'
import { noMonitor, rowOf } from './row-of.ts'

/** What every route that changes a definition declares. */
export const CHANGE = {
  params: { monitorId: monitorIdField },
  headers: {
    'If-Match': { description: 'The ETag of the definition that is meant to change.', required: true },
  },
  problems: ['not-found', 'managed-by-stack', 'changed-meanwhile', 'no-if-match'],
} as const satisfies { problems: readonly ProblemSlug[]; params: object; headers: object }

/** A row as it stands after a change. */
export const ROW_ANSWER: Answer = {
  description: 'The monitor as it is written now.',
  schema: monitorRow,
  headers: { ETag: 'Of the definition, for `If-Match`.' },
}

interface Asked {
  params: { monitorId: string }
  header(name: string): string | undefined
}

/** The row that `If-Match` names; throws `Problem` where there is none, or it says something else by now. */
export async function rowToChange(
  { params: { monitorId }, header }: Asked,
  home: Pick<HttpHome, 'ports'>,
): Promise<MonitorRow> {
  const row = await rowOf(monitorId, home)
  if (row.managedBy === 'stack') throw managedByStack(monitorId)
  const named = header('if-match')
  if (named === undefined) {
    throw new Problem('no-if-match', { detail: 'send If-Match with the ETag that GET answers' })
  }
  if (!namesEtag(named, etagOf(row))) throw changedMeanwhile(row)
  return row
}

/** What came of a change of the row that `If-Match` named. */
export async function changedRow(
  done: Changed | Mistakes,
  monitorId: string,
  home: Pick<HttpHome, 'ports'>,
): Promise<RouteReply> {
  if ('row' in done) return rowReply(done.row)
  if (done.kind === 'mistakes') throw withMistakes('invalid-body', done.problems)
  throw await refused(done, monitorId, home)
}

export function rowReply(row: MonitorRow, status = 200, headers: Record<string, string> = {}): RouteReply {
  return { status, body: asWritten(row), headers: { etag: etagOf(row), ...headers } }
}

export async function refused(
  { kind }: Refusal,
  monitorId: string,
  home: Pick<HttpHome, 'ports'>,
): Promise<Problem> {
  switch (kind) {
    case 'no-monitor':
      return noMonitor(monitorId)
    case 'managed-by-stack':
      return managedByStack(monitorId)
    case 'conflict':
      return changedMeanwhile(await rowOf(monitorId, home))
    default:
      return kind satisfies never
  }
}

export function managedByStack(...monitorIds: readonly string[]): Problem {
  const detail = `${monitorIds.join(', ')}: defined in the file that is deployed, or that npm start reads; change it there`
  return new Problem('managed-by-stack', { detail })
}

function changedMeanwhile(row: MonitorRow): Problem {
  return new Problem('changed-meanwhile', {
    detail:
      'somebody has changed the monitor since it was read: nothing was changed; look at it and try again',
    current: asWritten(row),
    headers: { etag: etagOf(row) },
  })
}

function asWritten(row: MonitorRow): object {
  const { monitorId, managedBy } = row
  return { monitorId, managedBy, ...writtenRow(row) }
}
