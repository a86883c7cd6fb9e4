import { setQuery } from '../address/address.ts'
import type { Overview } from '../api/answers.ts'
import { type Filters, HIDING, type Hiding, hiddenBy } from './filters.ts'

const WORDS: Readonly<Record<Hiding, (value: string) => string>> = {
  health: (value) => `Being ${value === 'attention' ? 'in need of attention' : value}`,
  search: (value) => `The search for “${value}”`,
  tag: (value) => `The tag ${value}`,
  with: (value) => `Being down together with ${value}`,
}

/** Which filter hides how many. */
export function NothingFound({ overview, filters }: { overview: Overview; filters: Filters }) {
  const clear = () => setQuery(Object.fromEntries(Object.values(HIDING).map((name) => [name, undefined])))
  return (
    <div class="panel panel-inside" role="status">
      <p>None of the {overview.monitors.length} monitors is shown:</p>
      <ul>
        {hiddenBy(overview, filters).map(({ by, count }) => (
          <li key={by}>
            <bdi>{WORDS[by](filters[by] ?? '')}</bdi> hides {count}.
          </li>
        ))}
      </ul>
      <p>
        <button type="button" onClick={clear}>
          Show all
        </button>
      </p>
    </div>
  )
}
