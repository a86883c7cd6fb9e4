import { read } from '../api/reads.ts'
import { Download } from '../parts/download.tsx'
import type { ReportQuery } from './question.ts'

interface Heading {
  id: string
  title: string
  table: 'monitors' | 'incidents' | 'locations' | 'hours'
  query: ReportQuery
}

/** The heading of a table, and the same table as a file. */
export function TableHeading({ id, title, table, query }: Heading) {
  return (
    <div class="table-heading">
      <h2 id={id}>{title}</h2>
      <Download
        path={read('/reports/month', { ...query, table }).path}
        accept="text/csv"
        label={`${title} as CSV`}
      />
    </div>
  )
}
