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
        run did not confirm is OK. Left out are runs in maintenance, inconclusive ones, and those that skipped
        a refused login
        {leftOut && `: ${leftOutWords(leftOut)}`}. Time down is how long incidents stood open. p50 and p95 are
        times within which half and 95 % of the messages came back, to within 10 %.
      </p>
      {countedBy === 'days' ? (
        <p>
          The month is that of {zone}, whoever reads it; counted up to {fullTime(Date.parse(to), zone)}.
        </p>
      ) : (
        <p>
          Of more than 50 monitors the nightly sums are shown: in UTC, up to the last night, without
          percentiles, locations and hours. Choose a tag to see these.
        </p>
      )}
    </footer>
  )
}
