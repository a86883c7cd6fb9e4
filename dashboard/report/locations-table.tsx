import { span } from '../../shared/core/wording/words/figures.ts'
import type { MonthReport } from '../api/answers.ts'
import type { ReportQuery } from './question.ts'
import { TableHeading } from './table-heading.tsx'

type Locations = NonNullable<MonthReport['locations']>

export function LocationsTable({ locations, query }: { locations: Locations; query: ReportQuery }) {
  return (
    <section aria-labelledby="locations">
      <TableHeading id="locations" title="Locations" table="locations" query={query} />
      <table class="narrow-cards">
        <thead>
          <tr>
            <th scope="col">Location</th>
            {['Availability', 'Failed', 'p50', 'p95'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {locations.map(({ location, figures: { availabilityText, failed, runs, p50Ms, p95Ms } }) => (
            <tr key={location}>
              <th scope="row">
                <bdi>{location}</bdi>
              </th>
              <td class="number" data-label="Availability">
                {availabilityText}
              </td>
              <td class="number" data-label="Failed">
                {failed.toLocaleString('en')} of {runs.toLocaleString('en')}
              </td>
              <td class="number" data-label="p50">
                {p50Ms !== undefined && span(p50Ms)}
              </td>
              <td class="number" data-label="p95">
                {p95Ms !== undefined && span(p95Ms)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
