import { useMemo } from 'preact/hooks'

import { span as spanWords } from '../../../shared/core/wording/words/figures.ts'
import { partWords } from '../../../shared/core/wording/words/slow-words.ts'
import type { RoundTrips } from '../../api/answers.ts'
import { phaseRows, sparkPath } from './phase-rows.ts'
import { PHASES } from './phase-names.ts'

const [WIDTH, HEIGHT] = [220, 20]

/** One line a phase. They are not stacked: both dialogues go on at once, and their sum is no time that passed. */
export function Phases({ trips }: { trips: RoundTrips }) {
  const rows = useMemo(() => phaseRows(trips, PHASES), [trips])
  if (rows.length === 0) return null
  const isOfRuns = trips.kind === 'runs'
  return (
    <section class="phases">
      <h2>Phases</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Phases">
        <table>
          <thead>
            <tr>
              <th scope="col">Phase</th>
              <th scope="col" class="number">
                {isOfRuns ? 'Median' : 'Mean'}
              </th>
              <th scope="col" class="number">
                {isOfRuns ? 'Last' : 'Last day'}
              </th>
              <th scope="col">{isOfRuns ? 'Run by run' : 'Day by day (UTC)'}</th>
              <th scope="col" class="number">
                Range
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{partWords(row.name)}</th>
                <td class="number">{spanWords(row.usualMs)}</td>
                <td class="number">{spanWords(row.lastMs)}</td>
                <td>
                  <svg
                    class="phase-spark"
                    viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <path d={sparkPath(row, WIDTH, HEIGHT)} vector-effect="non-scaling-stroke" />
                  </svg>
                </td>
                <td class="number quiet">
                  {spanWords(row.least)} to {spanWords(row.most)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
