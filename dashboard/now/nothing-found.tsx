import { setQuery } from '../address/address.ts'
import type { Overview } from '../api/answers.ts'
import { type Filters, HIDING, type Hiding, hiddenBy } from './filters.ts'

const WORDS: Readonly<Record<Hiding, (value: string) => string>> = {
  health: (value) => `The filter “${value}”`,
  search: (value) => `The search for “${value}”`,
  tag: (value) => `The tag ${value}`,
  with: (value) => `The filter “same cause as ${value}”`,
}

/** Which filter hides how many. */
export function NothingFound({ overview, filters }: { overview: Overview; filters: Filters }) {
  const count = overview.monitors.length
  const clear = () => setQuery(Object.fromEntries(Object.values(HIDING).map((name) => [name, undefined])))
  return (
    <div class="panel panel-inside" role="status">
      <p>{count === 1 ? 'The only monitor is' : `All ${count} monitors are`} hidden:</p>
      <ul>
        {hiddenBy(overview, filters).map(({ by, count: hidden }) => (
          <li key={by}>
            <bdi>{WORDS[by](filters[by] ?? '')}</bdi> hides {hidden}.
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
