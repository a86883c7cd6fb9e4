import { monthWords } from '../../shared/core/history/views/report-sentence.ts'
import { setQuery, withQuery } from '../address/address.ts'
import { type ReportQuery, monthLater, monthNow } from './question.ts'

interface Controls {
  query: ReportQuery
  zone: string
  tags: readonly string[]
}

/** Which month, of which monitors, against which goal: all of it stands in the address. */
export function ReportControls({ query: { month, tag = '', goal = '' }, zone, tags }: Controls) {
  const known = tag === '' || tags.includes(tag) ? tags : [tag, ...tags]
  return (
    <div class="report-controls">
      <nav aria-label="Months">
        <MonthLink month={monthLater(month, -1)} arrow="‹" />
        <input
          type="month"
          aria-label="Month"
          value={month}
          onChange={({ currentTarget: { value } }) =>
            value !== '' && setQuery({ month: value }, { step: true })
          }
        />
        {month < monthNow(Date.now(), zone) && <MonthLink month={monthLater(month, 1)} arrow="›" isLater />}
      </nav>
      <label>
        Tag{' '}
        <select
          value={tag}
          onChange={({ currentTarget: { value } }) => setQuery({ tag: value }, { step: true })}
        >
          <option value="">every monitor</option>
          {known.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <label>
        Goal{' '}
        <input
          class="goal"
          inputMode="decimal"
          placeholder="99.9"
          value={goal}
          onChange={({ currentTarget: { value } }) =>
            setQuery({ goal: value.replace(',', '.').replace(/\s*%$/, '') }, { step: true })
          }
        />{' '}
        %
      </label>
      <button type="button" onClick={() => print()}>
        Print
      </button>
    </div>
  )
}

function MonthLink({ month, arrow, isLater }: { month: string | undefined; arrow: string; isLater?: true }) {
  if (month === undefined) return null
  return (
    <a
      class="button"
      href={withQuery({ month })}
      rel={isLater ? 'next' : 'prev'}
      aria-label={monthWords(month)}
    >
      <span aria-hidden="true">{arrow}</span>
    </a>
  )
}
