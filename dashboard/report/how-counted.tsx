import type { MonthReport } from '../api/answers.ts'
import { fullTime } from '../parts/times.ts'
import { leftOutWords } from './left-out-words.ts'

/** What every figure above means, for whoever reads it on paper. */
export function HowCounted({ report }: { report: MonthReport }) {
  const { zone, to, countedBy, leftOut } = report
  return (
    <footer class="how-counted">
      <h2>How it is counted</h2>
      <p>
        Availability is OK ÷ all scheduled runs that count, rounded down. A failure that an immediate second
        run did not confirm counts as OK. Left out are runs in maintenance, inconclusive ones, and those that
        skipped a refused login
        {leftOut && `: ${leftOutWords(leftOut)}`}. Time down is how long incidents were open. p50 and p95 are
        times within which half and 95 % of the messages came back, to within 10 %.
      </p>
      {countedBy === 'days' ? (
        <p>
          The month follows the clocks of {zone}, for every reader; counted up to{' '}
          {fullTime(Date.parse(to), zone)}.
        </p>
      ) : (
        <p>
          With more than 50 monitors the report shows nightly totals: in UTC, up to the last night, without
          percentiles, locations and hours. Choose a tag to see these.
        </p>
      )}
    </footer>
  )
}
