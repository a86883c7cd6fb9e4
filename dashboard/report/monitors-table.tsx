import { span } from '../../shared/core/wording/words/figures.ts'
import type { MonthReport } from '../api/answers.ts'
import { links } from '../address/links.ts'
import type { ReportQuery } from './question.ts'
import { TableHeading } from './table-heading.tsx'

type Monitor = MonthReport['monitors'][number]
type Months = Pick<Monitor, 'figures' | 'before' | 'goal'>

/** Every monitor, the worst first, and what it was the month before. */
export function MonitorsTable({ report, query }: { report: MonthReport; query: ReportQuery }) {
  const { monitors, total, before, verdict } = report
  const hasGoal = report.goal !== undefined
  const isByDays = report.countedBy === 'days'
  return (
    <section aria-labelledby="monitors">
      <TableHeading id="monitors" title="Monitors" table="monitors" query={query} />
      <table class="narrow-cards">
        <thead>
          <tr>
            <th scope="col">Monitor</th>
            <th scope="col" class="number">
              Availability
            </th>
            <th scope="col" class="number">
              Failed
            </th>
            <th scope="col" class="number">
              Time down
            </th>
            <th scope="col" class="number">
              Incidents
            </th>
            {isByDays && (
              <>
                <th scope="col" class="number">
                  p50
                </th>
                <th scope="col" class="number">
                  p95
                </th>
              </>
            )}
            {hasGoal && <th scope="col">Goal</th>}
          </tr>
        </thead>
        <tbody>
          {worstFirst(monitors).map((monitor) => (
            <tr key={monitor.monitorId}>
              <th scope="row">
                <a href={links.monitor(monitor.monitorId)}>
                  <bdi>{monitor.name}</bdi>
                </a>
              </th>
              <Cells months={monitor} {...{ hasGoal, isByDays }} />
            </tr>
          ))}
        </tbody>
        {monitors.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">All {monitors.length}</th>
              <Cells
                months={{ figures: total, ...(before && { before }), ...(verdict && { goal: verdict }) }}
                {...{ hasGoal, isByDays }}
              />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}

function Cells({ months, hasGoal, isByDays }: { months: Months; hasGoal: boolean; isByDays: boolean }) {
  const { figures, before, goal } = months
  const trip = (name: 'p50Ms' | 'p95Ms', label: string) => (
    <Cell label={label} value={timeText(figures?.[name])} was={before && timeText(before[name])} />
  )
  return (
    <>
      <Cell label="Availability" value={figures?.availabilityText ?? '-'} was={before?.availabilityText} />
      <Cell label="Failed" value={failedText(figures)} was={undefined} />
      <Cell label="Time down" value={figures?.downMs ? span(figures.downMs) : ''} was={undefined} />
      <Cell label="Incidents" value={figures?.incidents ? String(figures.incidents) : ''} was={undefined} />
      {isByDays && trip('p50Ms', 'p50')}
      {isByDays && trip('p95Ms', 'p95')}
      {hasGoal && (
        <td data-label="Goal">
          <Verdict goal={goal} />
        </td>
      )}
    </>
  )
}

function Cell({ label, value, was }: { label: string; value: string; was: string | undefined }) {
  return (
    <td class="number" data-label={label}>
      {value}
      {was !== undefined && was !== '' && was !== '-' && <small>was {was}</small>}
    </td>
  )
}

function Verdict({ goal }: { goal: Months['goal'] }) {
  if (!goal) return <span class="quiet">no counted runs</span>
  const { kept, spareRuns } = goal
  return kept ? (
    <span class="goal-verdict health-up">✓ kept, {spareRuns.toLocaleString('en')} to spare</span>
  ) : (
    <strong class="goal-verdict health-down">✕ missed by {(-spareRuns).toLocaleString('en')}</strong>
  )
}

function worstFirst(monitors: readonly Monitor[]): Monitor[] {
  const of = ({ figures }: Monitor) => figures?.availability ?? 2
  return [...monitors].sort((a, b) => of(a) - of(b))
}

function failedText(figures: Months['figures']): string {
  if (!figures || figures.runs === 0) return ''
  return `${(figures.runs - figures.ok).toLocaleString('en')} of ${figures.runs.toLocaleString('en')}`
}

function timeText(ms: number | undefined): string {
  return ms === undefined ? '' : span(ms)
}
