import { setQuery } from '../address/address.ts'
import { MonthChoice } from '../parts/month-choice.tsx'
import type { ReportQuery } from './question.ts'

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
      <MonthChoice month={month} zone={zone} />
      <label>
        Tag{' '}
        <select
          value={tag}
          onChange={({ currentTarget: { value } }) => setQuery({ tag: value }, { step: true })}
        >
          <option value="">all monitors</option>
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
