import { useEffect } from 'preact/hooks'

import { monthWords } from '../../shared/core/history/views/report-sentence.ts'
import { address } from '../address/address.ts'
import type { MonthReport } from '../api/answers.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Shown } from '../parts/states.tsx'
import { pageTitle } from '../shell/title.ts'
import { HoursFigure } from './hours-figure.tsx'
import { HowCounted } from './how-counted.tsx'
import { LocationsTable } from './locations-table.tsx'
import { MonitorsTable } from './monitors-table.tsx'
import { type ReportQuery, questionIn } from './question.ts'
import { ReportControls } from './report-controls.tsx'
import { ReportIncidents } from './report-incidents.tsx'

/** Whether a promise was kept: one month in figures, to be printed. */
export function ReportPage() {
  const session = useAnswer(reads.session())
  return (
    <Shown answer={session} rows={12}>
      {({ zone }) => <Report query={questionIn(address.value.query, Date.now(), zone)} zone={zone} />}
    </Shown>
  )
}

function Report({ query, zone }: { query: ReportQuery; zone: string }) {
  const answer = useAnswer(reads.report({ ...query }))
  const { data } = answer
  useEffect(() => {
    pageTitle.value = `Report ${query.month}`
  }, [query.month])
  return (
    <article class="report">
      <ReportControls query={query} zone={zone} tags={data?.tags ?? []} />
      <Shown answer={answer} rows={12}>
        {(report) => <Tables report={report} query={query} />}
      </Shown>
    </article>
  )
}

function Tables({ report, query }: { report: MonthReport; query: ReportQuery }) {
  const { locations, hours, sentence, month, tag } = report
  return (
    <>
      <header>
        <h1 class="sentence">{sentence}</h1>
        <p class="quiet">
          {monthWords(month)} in {report.zone},{' '}
          {tag === undefined ? 'all monitors' : `monitors with the tag ${tag}`}
        </p>
      </header>
      <MonitorsTable report={report} query={query} />
      <ReportIncidents report={report} query={query} />
      {hours && <HoursFigure hours={hours} zone={report.zone} query={query} />}
      {locations && locations.length > 0 && <LocationsTable locations={locations} query={query} />}
      <HowCounted report={report} />
    </>
  )
}
