import { type Attention, HEALTHS } from '../../shared/core/history/views/health.ts'
import { setQuery } from '../address/address.ts'
import type { Overview } from '../api/answers.ts'
import { HealthMark } from '../parts/health-mark.tsx'

const COUNTED: readonly Attention[] = ['down', 'slow', 'attention', ...HEALTHS.slice(2)]
/** The others are there only where there is something to count. */
const ALWAYS: readonly Attention[] = ['down', 'slow', 'attention', 'up']

/** How many are how; each shows its own. */
export function Counters({ counts, chosen }: { counts: Overview['counts']; chosen?: Attention }) {
  return (
    <div class="counters" role="group" aria-label="Health">
      {COUNTED.filter((one) => counts[one] > 0 || one === chosen || ALWAYS.includes(one)).map((one) => (
        <button
          type="button"
          key={one}
          class={counts[one] === 0 ? 'none' : undefined}
          aria-pressed={one === chosen}
          onClick={() => setQuery({ h: one === chosen ? undefined : one, with: undefined }, { step: true })}
        >
          {one === 'attention' ? <b class="attention-mark">!</b> : <HealthMark health={one} word={false} />}
          <span aria-hidden={one !== 'attention'}>{one}</span> <b>{counts[one]}</b>
        </button>
      ))}
    </div>
  )
}
