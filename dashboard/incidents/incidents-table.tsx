import type { IncidentGroup } from './groups.ts'
import type { Acknowledging } from './acknowledged.tsx'
import { GroupRows } from './incident-rows.tsx'
import { type Axis, AxisDays } from './month-axis.tsx'

interface Table extends Acknowledging {
  /** The id of the heading that names it. */
  named: string
  groups: readonly IncidentGroup[]
  /** Absent: it is not known yet. */
  axis: Axis | undefined
}

export function IncidentsTable({ named, groups, axis, ...acknowledging }: Table) {
  return (
    <table class="incidents-table narrow-cards" aria-labelledby={named}>
      <thead>
        <tr>
          <th scope="col">Monitor and reason</th>
          <td>{axis && <AxisDays axis={axis} />}</td>
          <th scope="col">Started</th>
          <th scope="col" class="number">
            Duration
          </th>
          <th scope="col" class="number">
            Failed runs
          </th>
          <th scope="col">Alerted</th>
          <th scope="col">Acknowledged</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <GroupRows key={group.incidents[0]?.incidentId} group={group} axis={axis} {...acknowledging} />
      ))}
    </table>
  )
}
