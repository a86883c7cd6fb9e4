import { monthWords } from '../../shared/core/history/views/report-sentence.ts'
import { setQuery, withQuery } from '../address/address.ts'
import { monthLater, monthNow } from './months.ts'

/** Which month is shown: it stands in the address. `zone`: whose months these are. */
export function MonthChoice({ month, zone }: { month: string; zone: string }) {
  return (
    <nav class="month-choice" aria-label="Months">
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
