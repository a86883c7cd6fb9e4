import { span } from '../../shared/core/wording/words/figures.ts'
import { links } from '../address/links.ts'
import type { MonthReport } from '../api/answers.ts'
import { dayAndMinute } from '../parts/times.ts'
import type { ReportQuery } from './question.ts'
import { TableHeading } from './table-heading.tsx'

/** What was down in the month, in the order in which it began. */
export function ReportIncidents({ report, query }: { report: MonthReport; query: ReportQuery }) {
  const { incidents, moreIncidents, zone } = report
  if (incidents.length === 0) return null
  const inOrder = [...incidents].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  return (
    <section aria-labelledby="incidents">
      <TableHeading id="incidents" title="Incidents" table="incidents" query={query} />
      <table class="narrow-cards">
        <thead>
          <tr>
            <th scope="col">Monitor</th>
            <th scope="col">Started</th>
            <th scope="col" class="number">
              Duration
            </th>
            <th scope="col">Reason</th>
            <th scope="col" class="number">
              Failed runs
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map(
            ({
              incidentId,
              monitorId,
              name,
              openedAt,
              failingSince,
              lengthMs,
              open,
              reasons,
              failedRuns,
            }) => (
              <tr key={incidentId}>
                <th scope="row">
                  <a href={links.incident(monitorId, openedAt)}>
                    <bdi>{name}</bdi>
                  </a>
                </th>
                <td data-label="Started">
                  <time dateTime={failingSince}>{dayAndMinute(Date.parse(failingSince), zone)}</time>
                </td>
                <td class="number" data-label="Duration">
                  {span(lengthMs)}
                  {open && <small>still open</small>}
                </td>
                <td data-label="Reason">{reasons.map(({ words }) => words).join('; ')}</td>
                <td class="number" data-label="Failed runs">
                  {failedRuns.toLocaleString('en')}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {moreIncidents && <p>These are the newest {incidents.length}; there were more.</p>}
    </section>
  )
}
