import { useSignal } from '@preact/signals'

import type { MonitorNow } from '../api/answers.ts'
import { EntryMore } from '../parts/labelled.tsx'
import type { Plan } from './plan.ts'

const MOST_SHOWN = 40

interface OwnersProps {
  plan: Plan
  monitors: readonly Pick<MonitorNow, 'monitorId' | 'name' | 'tags'>[]
  mistakes: readonly string[]
  change: (changes: Partial<Plan>) => void
}

/** For which monitors: some of them, or every one with a tag, also later ones. */
export function Owners({ plan, monitors, mistakes, change }: OwnersProps) {
  const tags = [...new Set(monitors.flatMap((one) => one.tags))].sort()
  return (
    <div class="entry" role="group" aria-labelledby="owners-label" aria-describedby="owners-more">
      <span id="owners-label">For</span>
      <div class="owners">
        {tags.length > 0 && (
          <p class="buttons">
            {(['monitors', 'tag'] as const).map((whose) => (
              <label key={whose}>
                <input
                  type="radio"
                  name="whose"
                  checked={plan.whose === whose}
                  onChange={() => change({ whose, tag: plan.tag || (tags[0] ?? '') })}
                />{' '}
                {whose === 'tag' ? 'every monitor with a tag' : 'these monitors'}
              </label>
            ))}
          </p>
        )}
        {plan.whose === 'tag' ? (
          <select
            aria-label="Tag"
            value={plan.tag}
            onChange={({ currentTarget: { value } }) => change({ tag: value })}
          >
            {tags.map((tag) => (
              <option key={tag} value={tag}>
                {tag} ({countWords(monitors.filter((one) => one.tags.includes(tag)).length)})
              </option>
            ))}
          </select>
        ) : (
          <MonitorChoice plan={plan} monitors={monitors} change={change} />
        )}
      </div>
      <EntryMore id="owners-more" mistakes={mistakes} />
    </div>
  )
}

function countWords(monitors: number): string {
  return monitors === 1 ? '1 monitor' : `${monitors} monitors`
}

function MonitorChoice({ plan, monitors, change }: Omit<OwnersProps, 'mistakes'>) {
  const filter = useSignal('')
  const wanted = filter.value.toLowerCase()
  const matching = monitors.filter(
    ({ monitorId, name }) =>
      plan.monitors.includes(monitorId) || `${monitorId} ${name}`.toLowerCase().includes(wanted),
  )
  const toggle = (monitorId: string, isChosen: boolean) =>
    change({
      monitors: isChosen ? [...plan.monitors, monitorId] : plan.monitors.filter((one) => one !== monitorId),
    })
  return (
    <>
      {monitors.length > 8 && (
        <input
          type="search"
          aria-label="Find a monitor"
          placeholder="Find a monitor"
          value={filter.value}
          onInput={({ currentTarget: { value } }) => (filter.value = value)}
        />
      )}
      <ul class="choices">
        {matching.slice(0, MOST_SHOWN).map(({ monitorId, name }) => (
          <li key={monitorId}>
            <label>
              <input
                type="checkbox"
                checked={plan.monitors.includes(monitorId)}
                onChange={({ currentTarget: { checked } }) => toggle(monitorId, checked)}
              />{' '}
              <bdi>{name}</bdi>
            </label>
          </li>
        ))}
      </ul>
      {matching.length > MOST_SHOWN && (
        <p class="quiet">{matching.length - MOST_SHOWN} more: type part of the name.</p>
      )}
    </>
  )
}
